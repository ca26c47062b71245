package org.fhirriver.connect.jdbc;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2TypesTest {

    private final H2Database database = new H2Database();
    private TypeTable table;

    @BeforeEach
    void prepare() {
        table = new TypeTable();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private void check(String... settings) throws SQLException {
        table.check(database, null, "public", settings);
    }

    @Test
    void hasAConnectTypeForEveryType() throws SQLException {
        table.column("BOOLEAN", "TRUE", "BOOLEAN", true)
                .column("TINYINT", "-7", "INT8", (byte) -7)
                .column("SMALLINT", "-700", "INT16", (short) -700)
                .column("INTEGER", "-70000", "INT32", -70000)
                .column("BIGINT", "9223372036854775807", "INT64", Long.MAX_VALUE)
                .column("NUMERIC(10, 2)", "12.50", "Decimal", new BigDecimal("12.50"))
                .column(
                        "NUMERIC(38)",
                        "12345678901234567890123456789012345678",
                        "Decimal",
                        new BigDecimal("12345678901234567890123456789012345678"))
                .column("DECFLOAT", "1.50", "Decimal", new BigDecimal("1.5"))
                .column("REAL", "0.1", "FLOAT32", 0.1f)
                .column("DOUBLE PRECISION", "0.1", "FLOAT64", 0.1d)
                .column("CHAR(5)", "'ab'", "STRING", "ab")
                .column("VARCHAR(20)", "'ä ''x'' '", "STRING", "ä 'x' ")
                .column("CLOB", "'long'", "STRING", "long")
                .column("BINARY(3)", "X'010203'", "BYTES", new byte[] {1, 2, 3})
                .column("VARBINARY(30)", "X'0102'", "BYTES", new byte[] {1, 2})
                .column("BLOB", "X'FF'", "BYTES", new byte[] {-1})
                .column("DATE", "DATE '1500-01-31'", "Date", Date.from(Instant.parse("1500-01-31T00:00:00Z")))
                .column("TIME(3)", "TIME '12:30:00.5'", "Time", Date.from(Instant.parse("1970-01-01T12:30:00.500Z")))
                .column(
                        "TIMESTAMP(6)",
                        "TIMESTAMP '2020-03-29 02:30:00.123456'",
                        "Timestamp",
                        Date.from(Instant.parse("2020-03-29T02:30:00.123Z")))
                .column(
                        "TIMESTAMP(6) WITH TIME ZONE",
                        "TIMESTAMP WITH TIME ZONE '2020-01-31 12:00:00+02:00'",
                        "Timestamp",
                        Date.from(Instant.parse("2020-01-31T10:00:00Z")))
                .column(
                        "UUID",
                        "'00000000-0000-0000-0000-000000000001'",
                        "STRING",
                        "00000000-0000-0000-0000-000000000001")
                .column("JSON", "JSON '{\"a\":1}'", "STRING", "{\"a\":1}")
                .column("ENUM('a', 'b')", "'b'", "STRING", "b")
                .column("INTERVAL DAY", "INTERVAL '3' DAY", "STRING", "INTERVAL '3' DAY")
                .column("INTEGER ARRAY", "ARRAY[1, 2]", "STRING", "[1, 2]");

        check();
    }

    @Test
    void writesTimesAsTextWithAllTheirDigits() throws SQLException {
        table.column("DATE", "DATE '1500-01-31'", "STRING", "1500-01-31")
                .column("TIME(3)", "TIME '12:30:00.5'", "STRING", "12:30:00.5")
                .column("TIME(3)", "TIME '12:30:00'", "STRING", "12:30:00")
                .column("TIMESTAMP(6)", "TIMESTAMP '2020-03-29 02:30:00.123450'", "STRING", "2020-03-29T02:30:00.12345")
                .column("TIMESTAMP(6)", "TIMESTAMP '2020-03-29 02:30:00'", "STRING", "2020-03-29T02:30:00")
                .column(
                        "TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE '2020-01-31 12:00:00+02:00'",
                        "STRING", "2020-01-31T10:00:00Z")
                .column("NUMERIC(10, 2)", "12.50", "Decimal", new BigDecimal("12.50"));

        check("temporal.mapping", "iso_text");
    }

    @Test
    void takesLocalTimestampsForTimesOfTheConfiguredZone() throws SQLException {
        table.column(
                "TIMESTAMP",
                "TIMESTAMP '2020-01-31 12:00:00'",
                "Timestamp",
                Date.from(Instant.parse("2020-01-31T17:00:00Z")));

        check("db.timezone", "America/New_York");
    }

    @Test
    void writesTimestampsAsNanoseconds() throws SQLException {
        String literal = "TIMESTAMP '2020-01-31 12:00:00.123456789'";
        table.column("TIMESTAMP(9)", literal, "INT64", 1580472000123456789L);
        check("timestamp.granularity", "nanos_long");

        prepare();
        table.column("TIMESTAMP(9)", literal, "STRING", "1580472000123456789");
        check("timestamp.granularity", "nanos_string");

        prepare();
        table.column("TIMESTAMP(9)", literal, "STRING", "2020-01-31T12:00:00.123456789");
        check("timestamp.granularity", "nanos_iso_datetime_string");
    }

    @Test
    void mapsNumbersByTheirPrecisionOnly() throws SQLException {
        numbers("Decimal", new BigDecimal("1.50"), "Decimal", new BigDecimal("1.50"));

        check("numeric.mapping", "precision_only");

        prepare();
        numbers("Decimal", new BigDecimal("1.50"), "Decimal", new BigDecimal("1.50"));
        check("numeric.precision.mapping", "true");
    }

    @Test
    void mapsNumbersToWhatFitsThemBest() throws SQLException {
        numbers("FLOAT64", 1.5, "Decimal", new BigDecimal("1.50"));

        check("numeric.mapping", "best_fit");
    }

    @Test
    void mapsNumbersToDoubleEvenWhenDigitsAreLost() throws SQLException {
        numbers("FLOAT64", 1.5, "FLOAT64", 1.5);

        check("numeric.mapping", "best_fit_eager_double");
    }

    private void numbers(String shortType, Object shortValue, String longType, Object longValue) {
        table.column("NUMERIC(2)", "7", "INT8", (byte) 7)
                .column("NUMERIC(4)", "7", "INT16", (short) 7)
                .column("NUMERIC(9)", "7", "INT32", 7)
                .column("NUMERIC(18)", "7", "INT64", 7L)
                .column("NUMERIC(19)", "7", "Decimal", new BigDecimal("7"))
                .column("NUMERIC(10, 2)", "1.50", shortType, shortValue)
                .column("NUMERIC(20, 2)", "1.50", longType, longValue);
    }

    @Test
    void keepsTheBytesOfText() throws SQLException {
        byte[] bytes = "ä€𝄞".getBytes(StandardCharsets.UTF_8);
        table.column("VARCHAR(20)", "'ä€𝄞'", "STRING", new String(bytes, StandardCharsets.UTF_8));

        check();
    }
}
