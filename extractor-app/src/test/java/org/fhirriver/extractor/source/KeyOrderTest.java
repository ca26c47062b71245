package org.fhirriver.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyOrderTest {

    private static final Dialect NULLS_LAST = new Dialect("PostgreSQL", "PostgreSQL JDBC Driver", "\"", true);
    private static final Dialect NULLS_FIRST = new Dialect("MariaDB", "MariaDB Connector/J", "`", false);
    private static final List<Column> KEY =
            List.of(new Column("a", ColumnKind.INTEGER), new Column("b\"c", ColumnKind.TEXT));

    @Test
    void quotesEveryNameAsTheDatabaseDoes() {
        assertThat(new KeyOrder(NULLS_LAST, KEY).sql()).isEqualTo("\"a\", \"b\"\"c\"");
        assertThat(new KeyOrder(NULLS_FIRST, List.of(new Column("x`y", ColumnKind.TEXT))).sql())
                .isEqualTo("`x``y`");
    }

    @Test
    void goesOnAfterAKeyByTheFirstColumnThatDiffers() {
        Condition after = new KeyOrder(NULLS_FIRST, KEY).after(List.of("1", "x"));

        assertThat(after.sql()).isEqualTo("(`a` >= ?) AND ((`a` > ?) OR (((`a` = ?)) AND (`b\"c` > ?)))");
        assertThat(after.parameters()).extracting(Parameter::value).containsExactly(1L, 1L, 1L, "x");
    }

    @Test
    void goesOnToRowsWithoutAKeyWhereTheyComeLast() {
        Condition after = new KeyOrder(NULLS_LAST, KEY.subList(0, 1)).after(List.of("1"));

        assertThat(after.sql()).isEqualTo("((\"a\" > ?) OR (\"a\" IS NULL))");
    }

    @Test
    void neverShowsAValue() {
        assertThat(new KeyOrder(NULLS_LAST, KEY).from(List.of("1", "secret")).toString())
                .doesNotContain("secret");
    }
}
