package org.fhirriver.local.sample;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * The rows of one file on their way into one table.
 *
 * @param file the file
 * @param columns those of the table, in lower case
 */
record TableLoad(CsvFile file, Set<String> columns) {

    /**
     * What came of it.
     *
     * @param table the table
     * @param rows how many rows it has got
     * @param ignored columns of the file that the table lacks
     */
    record Loaded(String table, long rows, List<String> ignored) {}

    /** Copies all rows; memory stays flat however many there are. */
    Loaded into(Connection connection) throws SQLException, IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file.content().open(), StandardCharsets.UTF_8)) {
            var rows = reader.iterator();
            if (!rows.hasNext()) {
                return new Loaded(file.table(), 0, List.of());
            }
            List<String> header = rows.next().getFields().stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .toList();
            int[] kept = kept(header);
            long count = 0;
            try (var copy = new BufferedOutputStream(
                            new PGCopyOutputStream(connection.unwrap(PGConnection.class), copySql(header, kept)),
                            1 << 16);
                    var writer = CsvWriter.builder()
                            .quoteStrategy(QuoteStrategies.NON_EMPTY)
                            .lineDelimiter(LineDelimiter.LF)
                            .build(copy, StandardCharsets.UTF_8)) {
                while (rows.hasNext()) {
                    writer.writeRecord(fields(rows.next(), header.size(), kept));
                    count++;
                }
            }
            return new Loaded(file.table(), count, ignored(header));
        } catch (CsvParseException e) {
            throw new SampleProblem(file.name() + " is no readable CSV");
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private int[] kept(List<String> header) {
        var kept = new ArrayList<Integer>();
        for (int i = 0; i < header.size(); i++) {
            if (columns.contains(header.get(i))) {
                kept.add(i);
            }
        }
        if (kept.isEmpty()) {
            throw new SampleProblem("%s names no column of the table %s in its first line; the table has %s"
                    .formatted(file.name(), file.table(), String.join(", ", columns)));
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<String> ignored(List<String> header) {
        return header.stream().filter(name -> !columns.contains(name)).toList();
    }

    private String copySql(List<String> header, int[] kept) {
        String names =
                Arrays.stream(kept).mapToObj(index -> quoted(header.get(index))).collect(Collectors.joining(", "));
        return "COPY %s (%s) FROM STDIN (FORMAT csv)".formatted(quoted(file.table()), names);
    }

    private List<String> fields(CsvRecord row, int width, int[] kept) {
        if (row.getFieldCount() != width) {
            throw new SampleProblem("%s has %d fields in line %d, and %d column names in its first line"
                    .formatted(file.name(), row.getFieldCount(), row.getStartingLineNumber(), width));
        }
        var fields = new ArrayList<String>(kept.length);
        for (int index : kept) {
            fields.add(row.getField(index));
        }
        return fields;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
