package org.fhirriver.local.sample;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

    /** Brings all rows to the server; memory stays flat however many there are. */
    Loaded into(Connection connection, SampleServer server) throws SQLException, IOException {
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
            List<String> names = Arrays.stream(kept).mapToObj(header::get).toList();
            long count = 0;
            try (RowSink sink = server.open(connection, file.table(), names)) {
                while (rows.hasNext()) {
                    sink.add(fields(rows.next(), header.size(), kept));
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
}
