package org.fhirriver.cli.map;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.record.RecordReading;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV whose first line names the columns; an empty field is null. */
final class CsvRows implements Rows {

    private static final int LONGEST = 16 << 20;

    private final CsvReader<CsvRecord> csv;
    private final CloseableIterator<CsvRecord> records;
    private final RecordReader reader;
    private final List<String> header;

    CsvRows(InputStream in, Charset charset, char separator, RecordReader reader) {
        this.reader = reader;
        // A byte that is no character is an error, and never becomes another text.
        InputStreamReader text = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        this.csv = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST)
                .ofCsvRecord(text);
        this.records = csv.iterator();
        this.header = read().map(CsvRecord::getFields).map(CsvRows::withoutMark).orElse(List.of());
    }

    @Override
    public Optional<Row> next() {
        return read().map(row -> new Row(row.getStartingLineNumber(), reading(row)));
    }

    private RecordReading reading(CsvRecord row) {
        int fields = row.getFieldCount();
        if (fields != header.size()) {
            return new RecordReading.Refused("The row has %d %s, but there are %d columns"
                    .formatted(fields, fields == 1 ? "field" : "fields", header.size()));
        }
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(fields * 2);
        for (int i = 0; i < fields; i++) {
            String field = row.getField(i);
            if (columns.containsKey(header.get(i))) {
                return new RecordReading.Refused("The file has two columns '" + header.get(i) + "'");
            }
            columns.put(header.get(i), field.isEmpty() ? null : field);
        }
        return reader.canonical(columns);
    }

    private Optional<CsvRecord> read() {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (CsvParseException e) {
            throw new StartProblem(ExitCode.NOT_ALL_LOADED, "The input is not CSV: " + e.getMessage());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new StartProblem(
                        ExitCode.NOT_ALL_LOADED,
                        "The input has bytes that are no text in its encoding; give the right one with --encoding");
            }
            throw e;
        }
    }

    private static List<String> withoutMark(List<String> names) {
        return names.stream()
                .map(name -> name.startsWith("\uFEFF") ? name.substring(1) : name)
                .map(String::strip)
                .toList();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
