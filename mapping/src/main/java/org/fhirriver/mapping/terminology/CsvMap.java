package org.fhirriver.mapping.terminology;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** Reads the short form of a map: a CSV with the columns source, target, display and system. */
final class CsvMap {

    private static final List<String> COLUMNS = List.of("source", "target", "display", "system");

    private final String name;
    private final String file;
    private final Problems problems;

    CsvMap(String name, String file, Problems problems) {
        this.name = name;
        this.file = file;
        this.problems = problems;
    }

    Optional<CodeMap> read(Path path) {
        Optional<String> text = Documents.text(path, problems);
        return text.flatMap(this::read);
    }

    private Optional<CodeMap> read(String text) {
        String csv = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(csv)) {
            var iterator = rows.iterator();
            if (!iterator.hasNext()) {
                problems.add(
                        Position.startOf(file),
                        "the file is empty: its first line names the columns " + String.join(", ", COLUMNS));
                return Optional.empty();
            }
            Map<String, Integer> header = header(iterator.next());
            if (!problems.isEmpty()) {
                return Optional.empty();
            }
            CodeMap.Builder builder = new CodeMap.Builder(name);
            iterator.forEachRemaining(row -> add(row, header, builder));
            return problems.isEmpty() ? Optional.of(builder.build()) : Optional.empty();
        } catch (CsvParseException e) {
            problems.add(Position.startOf(file), "not CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory can always be read", e);
        }
        return Optional.empty();
    }

    private Map<String, Integer> header(CsvRecord row) {
        Map<String, Integer> header = new LinkedHashMap<>();
        for (int i = 0; i < row.getFieldCount(); i++) {
            String column = row.getField(i).strip().toLowerCase(Locale.ROOT);
            if (!COLUMNS.contains(column)) {
                problems.add(
                        position(row, i),
                        "unknown column '" + row.getField(i) + "'"
                                + DidYouMean.nearest(column, COLUMNS)
                                        .map(meant -> "; did you mean '" + meant + "'?")
                                        .orElse("; known are " + String.join(", ", COLUMNS)));
            }
            header.put(column, i);
        }
        for (String required : List.of("source", "target")) {
            if (!header.containsKey(required) && problems.isEmpty()) {
                problems.add(position(row, 0), "there is no column '" + required + "'");
            }
        }
        return header;
    }

    private void add(CsvRecord row, Map<String, Integer> header, CodeMap.Builder builder) {
        if (row.getFieldCount() == 1 && row.getField(0).isBlank()) {
            return;
        }
        if (row.getFieldCount() != header.size()) {
            problems.add(
                    position(row, 0),
                    "the line has " + row.getFieldCount() + " fields, but there are " + header.size()
                            + " columns; a comma within a field needs quotes");
            return;
        }
        String source = field(row, header, "source");
        String target = field(row, header, "target");
        if (source.isEmpty() || target.isEmpty()) {
            int index = header.getOrDefault(source.isEmpty() ? "source" : "target", 0);
            problems.add(position(row, index), "the " + (source.isEmpty() ? "source" : "target") + " is empty");
            return;
        }
        Map<String, Object> coding = Codings.of(field(row, header, "system"), target, field(row, header, "display"));
        if (!builder.add("", source, coding)) {
            problems.add(position(row, 0), "'" + source + "' has this target already");
        }
    }

    private static String field(CsvRecord row, Map<String, Integer> header, String column) {
        Integer index = header.get(column);
        return index == null ? "" : row.getField(index).strip();
    }

    /** Fields of a map seldom hold quotes or commas, so the columns of a line can be counted from its fields. */
    private Position position(CsvRecord row, int index) {
        int column = 1;
        for (int i = 0; i < index; i++) {
            column += row.getField(i).length() + 1;
        }
        return new Position(file, (int) row.getStartingLineNumber(), column);
    }
}
