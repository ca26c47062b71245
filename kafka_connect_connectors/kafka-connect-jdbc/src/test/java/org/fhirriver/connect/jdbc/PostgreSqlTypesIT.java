package org.fhirriver.connect.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgreSqlTypesIT {

    private static PostgreSqlDatabase database;

    private final TypeTable table = new TypeTable();

    @BeforeAll
    static void start() throws SQLException {
        database = PostgreSqlDatabase.start();
        database.execute("CREATE TYPE mood AS ENUM ('sad', 'glad')", "CREATE DOMAIN small AS int CHECK (VALUE < 100)");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private void check(String... settings) throws SQLException {
        table.check(database, PostgreSqlDatabase.NAME, "public", settings);
    }

    @Test
    void hasAConnectTypeForEveryType() throws SQLException {
        table.column("boolean", "true", "BOOLEAN", true)
                .column("smallint", "-700", "INT16", (short) -700)
                .column("integer", "-70000", "INT32", -70000)
                .column("bigint", "9223372036854775807", "INT64", Long.MAX_VALUE)
                .column("small", "7", "INT32", 7)
                .column("oid", "4294967295", "INT64", 4294967295L)
                .column("numeric(10, 2)", "12.50", "Decimal", new BigDecimal("12.50"))
                .column("numeric", "0.1000", "Decimal", new BigDecimal("0.1000"))
                .column(
                        "numeric",
                        "12345678901234567890.123456789",
                        "Decimal",
                        new BigDecimal("12345678901234567890.123456789"))
                .column("numeric", "'NaN'", "Decimal", null)
                .column("real", "0.1", "FLOAT32", 0.1f)
                .column("double precision", "0.1", "FLOAT64", 0.1d)
                .column("money", "'1234.50'", "STRING", "$1,234.50")
                .column("char(5)", "'ab'", "STRING", "ab")
                .column("varchar(20)", "'ab '", "STRING", "ab ")
                .column("text", "'ä''x'", "STRING", "ä'x")
                .column("bytea", "'\\x0102ff'", "BYTES", new byte[] {1, 2, -1})
                .column("date", "'1500-01-31'", "Date", Date.from(Instant.parse("1500-01-31T00:00:00Z")))
                .column("date", "'infinity'", "Date", null)
                .column("time", "'12:30:00.5'", "Time", Date.from(Instant.parse("1970-01-01T12:30:00.500Z")))
                .column("time", "'24:00:00'", "Time", null)
                .column("timetz", "'12:30:00+02'", "STRING", "12:30:00+02")
                .column(
                        "timestamp",
                        "'2020-03-29 02:30:00.123456'",
                        "Timestamp",
                        Date.from(Instant.parse("2020-03-29T02:30:00.123Z")))
                .column("timestamp", "'infinity'", "Timestamp", null)
                .column(
                        "timestamptz",
                        "'2020-01-31 12:00:00+02'",
                        "Timestamp",
                        Date.from(Instant.parse("2020-01-31T10:00:00Z")))
                .column("timestamptz", "'-infinity'", "Timestamp", null)
                .column("interval", "'1 day 2 hours'", "STRING", "1 day 02:00:00")
                .column(
                        "uuid",
                        "'00000000-0000-0000-0000-000000000001'",
                        "STRING",
                        "00000000-0000-0000-0000-000000000001")
                .column("json", "'{\"a\": 1}'", "STRING", "{\"a\": 1}")
                .column("jsonb", "'{\"a\":1}'", "STRING", "{\"a\": 1}")
                .column("xml", "'<a/>'", "STRING", "<a/>")
                .column("mood", "'glad'", "STRING", "glad")
                .column("bit(1)", "B'1'", "STRING", "1")
                .column("bit(3)", "B'101'", "STRING", "101")
                .column("bit varying(5)", "B'101'", "STRING", "101")
                .column("int[]", "'{1,2}'", "STRING", "{1,2}")
                .column("text[]", "'{a,NULL}'", "STRING", "{a,NULL}")
                .column("inet", "'10.0.0.1'", "STRING", "10.0.0.1")
                .column("macaddr", "'08:00:2b:01:02:03'", "STRING", "08:00:2b:01:02:03")
                .column("point", "'(1,2)'", "STRING", "(1,2)")
                .column("int4range", "'[1,5)'", "STRING", "[1,5)")
                .column("tsvector", "'a b'", "STRING", "'a' 'b'");

        check();
    }

    @Test
    void writesTimesAsTextWithAllTheirDigits() throws SQLException {
        table.column("date", "'1500-01-31'", "STRING", "1500-01-31")
                .column("date", "'infinity'", "STRING", "infinity")
                .column("time", "'12:30:00.123456'", "STRING", "12:30:00.123456")
                .column("timestamp", "'2020-03-29 02:30:00.123450'", "STRING", "2020-03-29T02:30:00.12345")
                .column("timestamp", "'-infinity'", "STRING", "-infinity")
                .column("timestamptz", "'2020-01-31 12:00:00.5+02'", "STRING", "2020-01-31T10:00:00.5Z")
                .column("timestamptz", "'infinity'", "STRING", "infinity");

        check("temporal.mapping", "iso_text");
    }
}
