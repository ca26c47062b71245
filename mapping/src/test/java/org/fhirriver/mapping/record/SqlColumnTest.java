package org.fhirriver.mapping.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlColumnTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CAST(12 AS INTEGER)|12",
                "CAST(9007199254740993 AS BIGINT)|9007199254740993",
                "CAST(0.10 AS NUMERIC(5,2))|0.10",
                "CAST(123456789012345678901234567890 AS NUMERIC(30))|123456789012345678901234567890",
                "CAST(0.1 AS DOUBLE PRECISION)|0.1",
                "CAST(0.1 AS REAL)|0.1",
                "CAST('NaN' AS DOUBLE PRECISION)|`\"NaN\"`",
                "TRUE|true",
                "DATE '2020-01-31'|`\"2020-01-31\"`",
                "DATE '0001-01-01'|`\"0001-01-01\"`",
                "TIMESTAMP '2020-01-31 12:00:00'|`\"2020-01-31T12:00:00\"`",
                "TIMESTAMP '2020-01-31 12:00:00.120'|`\"2020-01-31T12:00:00.12\"`",
                "TIMESTAMP WITH TIME ZONE '2020-01-31 12:00:00+05:30'|`\"2020-01-31T06:30:00Z\"`",
                "TIME '12:00:00'|`\"12:00:00\"`",
                "CAST('ab' AS CHAR(5))|`\"ab\"`",
                "CAST('ab  ' AS VARCHAR(5))|`\"ab  \"`",
                "X'00FF'|`\"AP8=\"`",
                "UUID '6F9619FF-8B86-D011-B42D-00CF4FC964FF'|`\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\"`",
                "ARRAY[1, NULL, 3]|`[1,null,3]`",
                "ARRAY[DATE '2020-01-31']|`[\"2020-01-31\"]`",
            })
    void readsEveryTypeAsItsCanonicalValue(String expression, String json) throws SQLException {
        List<Object> values = query("SELECT " + expression + " AS v");

        assertThat(new String(RecordReader.json(map(values.get(0))), StandardCharsets.UTF_8))
                .isEqualTo("{\"v\":" + json + "}");
    }

    @Test
    void readsNullOfEveryTypeAsNull() throws SQLException {
        List<String> types = List.of(
                "INTEGER",
                "BIGINT",
                "NUMERIC(5,2)",
                "DOUBLE PRECISION",
                "REAL",
                "BOOLEAN",
                "DATE",
                "TIMESTAMP",
                "TIMESTAMP WITH TIME ZONE",
                "TIME",
                "CHAR(3)",
                "VARCHAR",
                "VARBINARY",
                "BLOB",
                "CLOB",
                "UUID",
                "INTEGER ARRAY");

        for (String type : types) {
            assertThat(query("SELECT CAST(NULL AS " + type + ") AS v")).containsExactly((Object) null);
        }
    }

    @Test
    void keepsNumbersAsNumbers() throws SQLException {
        assertThat(query("SELECT 1, CAST(1.50 AS NUMERIC(5,2)), 9007199254740993"))
                .containsExactly(1L, new BigDecimal("1.50"), 9007199254740993L);
        assertThat(RecordReader.json(map(new BigInteger("18446744073709551615"))))
                .asString()
                .isEqualTo("{\"v\":18446744073709551615}");
    }

    @Test
    void readsJsonAsStructures() throws SQLException {
        assertThat(query("SELECT JSON '{\"a\": [1, 0.10, null]}'"))
                .containsExactly(Map.of("a", Arrays.asList(1, new BigDecimal("0.10"), null)));
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("v", value);
        return map;
    }

    private static List<Object> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Object> values = new ArrayList<>();
            for (SqlColumn column : SqlColumn.of(row.getMetaData())) {
                values.add(column.read(row));
            }
            return values;
        }
    }
}
