package org.fhirriver.connect.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MariaDbTypesIT {

    private static MariaDatabase database;

    private final TypeTable table = new TypeTable();

    @BeforeAll
    static void start() {
        database = MariaDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private void check(String... settings) throws SQLException {
        database.execute("SET GLOBAL sql_mode = ''", "SET GLOBAL time_zone = '-05:00'");
        table.check(database, MariaDatabase.NAME, null, settings);
    }

    @Test
    void hasAConnectTypeForEveryType() throws SQLException {
        table.column("BOOLEAN", "TRUE", "BOOLEAN", true)
                .column("TINYINT(1)", "1", "BOOLEAN", true)
                .column("BIT(1)", "1", "BOOLEAN", true)
                .column("BIT(9)", "257", "BYTES", new byte[] {1, 1})
                .column("TINYINT", "-7", "INT8", (byte) -7)
                .column("TINYINT UNSIGNED", "200", "INT16", (short) 200)
                .column("SMALLINT", "-700", "INT16", (short) -700)
                .column("SMALLINT UNSIGNED", "60000", "INT32", 60000)
                .column("MEDIUMINT", "-70000", "INT32", -70000)
                .column("INT", "-70000", "INT32", -70000)
                .column("INT UNSIGNED", "4294967295", "INT64", 4294967295L)
                .column("BIGINT", "9223372036854775807", "INT64", Long.MAX_VALUE)
                .column("BIGINT UNSIGNED", "7", "INT64", 7L)
                .column("DECIMAL(10, 2)", "12.50", "Decimal", new BigDecimal("12.50"))
                .column("FLOAT", "0.1", "FLOAT32", 0.1f)
                .column("DOUBLE", "0.1", "FLOAT64", 0.1d)
                .column("CHAR(5)", "'ab'", "STRING", "ab")
                .column("VARCHAR(20)", "'ä€ '", "STRING", "ä€ ")
                .column("TINYTEXT", "'x'", "STRING", "x")
                .column("LONGTEXT", "'x'", "STRING", "x")
                .column("BINARY(3)", "X'010203'", "BYTES", new byte[] {1, 2, 3})
                .column("VARBINARY(9)", "X'0102'", "BYTES", new byte[] {1, 2})
                .column("BLOB", "X'FF'", "BYTES", new byte[] {-1})
                .column("DATE", "'1500-01-31'", "Date", Date.from(Instant.parse("1500-01-31T00:00:00Z")))
                .column("DATE", "'0000-00-00'", "Date", null)
                .column("TIME(3)", "'12:30:00.5'", "Time", Date.from(Instant.parse("1970-01-01T12:30:00.500Z")))
                .column("YEAR", "2020", "INT32", 2020)
                .column(
                        "DATETIME(6)",
                        "'2020-03-29 02:30:00.123456'",
                        "Timestamp",
                        Date.from(Instant.parse("2020-03-29T02:30:00.123Z")))
                .column("DATETIME", "'0000-00-00 00:00:00'", "Timestamp", null)
                .column(
                        "TIMESTAMP(6)",
                        "'2020-01-31 12:00:00.5'",
                        "Timestamp",
                        Date.from(Instant.parse("2020-01-31T17:00:00.500Z")))
                .column("ENUM('a', 'b')", "'b'", "STRING", "b")
                .column("SET('a', 'b')", "'a,b'", "STRING", "a,b")
                .column("JSON", "'{\"a\": 1}'", "STRING", "{\"a\": 1}")
                .column(
                        "UUID",
                        "'00000000-0000-0000-0000-000000000001'",
                        "STRING",
                        "00000000-0000-0000-0000-000000000001")
                .column("INET6", "'::1'", "STRING", "::1")
                .column("TIME", "'-100:30:00'", "Time", null);

        check();
    }

    @Test
    void writesTimesAsTextWithAllTheirDigits() throws SQLException {
        table.column("DATE", "'1500-01-31'", "STRING", "1500-01-31")
                .column("TIME(6)", "'12:30:00.123450'", "STRING", "12:30:00.12345")
                .column("TIME", "'-100:30:00'", "STRING", "-100:30:00")
                .column("DATETIME(6)", "'2020-03-29 02:30:00.123450'", "STRING", "2020-03-29T02:30:00.12345")
                .column("TIMESTAMP(6)", "'2020-03-08 02:30:00.5'", "STRING", "2020-03-08T07:30:00.5Z");

        check("temporal.mapping", "iso_text");
    }
}
