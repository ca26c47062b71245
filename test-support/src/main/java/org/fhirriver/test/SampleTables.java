package org.fhirriver.test;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The tables of a pipelines folder's sample. */
public final class SampleTables {

    private SampleTables() {}

    /**
     * Makes and fills them in an empty database of the MySQL family.
     *
     * @param sample the folder with {@code schema.sql} and a CSV file for each table; empty fields are NULL
     */
    public static void make(Connection connection, Path sample) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                Stream<Path> files = Files.list(sample)) {
            statement.execute("SET FOREIGN_KEY_CHECKS = 0");
            for (String sql : Files.readString(sample.resolve("schema.sql")).split(";\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("SET FOREIGN_KEY_CHECKS = 0");
            List<Path> rows =
                    files.filter(file -> file.toString().endsWith(".csv")).toList();
            for (Path file : rows) {
                fill(connection, file);
            }
        }
    }

    private static void fill(Connection connection, Path file) throws SQLException, IOException {
        String table = file.getFileName().toString().replace(".csv", "");
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                String columns = "`" + String.join("`, `", row.getHeader()) + "`";
                String places = String.join(", ", Collections.nCopies(row.getFieldCount(), "NULLIF(?, '')"));
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO " + table + " (" + columns + ") VALUES (" + places + ")")) {
                    for (int i = 0; i < row.getFieldCount(); i++) {
                        insert.setString(i + 1, row.getField(i));
                    }
                    insert.execute();
                }
            }
        }
    }
}
