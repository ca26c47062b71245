package org.fhirriver.mapping.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0000',
            value = {
                "SELECT a, b FROM t; a b",
                "select t.a, s.t.\"B c\" as x, `d` from t; a x d",
                "SELECT DISTINCT a FROM t; a",
                "SELECT DISTINCT ON (a, b) a, b c FROM t; a c",
                "SELECT count(*) AS n, max(x) latest, 1 one, 'it''s' two FROM t; n latest one two",
                "SELECT CASE WHEN a = 1 THEN b ELSE c END AS d, CASE a WHEN 1 THEN 2 END e FROM t; d e",
                "WITH x AS (SELECT z FROM y) SELECT a -- comment, with comma~, b /* , c */ FROM x; a b",
                "SELECT (SELECT max(q) FROM u WHERE u.id = t.id) AS q, coalesce(a, ')') AS r FROM t; q r",
                "SELECT row_number() OVER (PARTITION BY a ORDER BY b) AS n FROM t; n",
                "SELECT a::text AS b, extract(year FROM d) AS y FROM t; b y",
                "SELECT a FROM t UNION SELECT b FROM u; a",
                "SELECT 1 AS a; a",
            })
    void readsTheNamesOfAQuery(String sql, String names) {
        assertThat(SelectList.columns(sql.replace('~', '\n')))
                .contains(Arrays.asList(names.strip().split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t",
                "SELECT a, t.* FROM t",
                "SELECT count(*) FROM t",
                "SELECT a, a + b FROM t",
                "SELECT a, CASE WHEN a THEN 1 END FROM t",
                "SELECT a, (b) FROM t",
                "SELECT NOT a FROM t",
                "SELECT a, FROM t",
                "EXEC something",
                "SELECT",
                "'unclosed",
            })
    void tellsNothingWhereTheDatabaseNamesAColumn(String sql) {
        assertThat(SelectList.columns(sql)).isEmpty();
    }
}
