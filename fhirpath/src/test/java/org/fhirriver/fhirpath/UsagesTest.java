package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fhirriver.fhirpath.eval.Usage;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.fhirpath.syntax.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a compiled expression tells about the names in it. */
final class UsagesTest {

    private static List<String> columns(String expression) {
        return FhirPath.standard().compile(expression, Variables.none().with("item")).columns().stream()
                .map(Usage::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "hadm_id => hadm_id",
                "a + b.c * 2 => a b",
                "names.where(preferred = %item).family => names",
                "names.where(x.exists()).select(y) => names",
                "select(a | b) => a b",
                "iif(a > 1, b, c) => a b c",
                "$this.a & %context.b => a b",
                "a.substring(0, b) => a b",
                "a.where(%resource.b = c) => a b",
                "%item.name => ",
                "a is Patient => a",
                "a.ofType(Quantity) => a",
                "a[b] => a b",
                "-a.sort(b) => a",
                "today() => ",
            })
    void tellsTheColumnsThatAreReadFromTheRecord(String expression, String columns) {
        assertThat(columns(expression)).isEqualTo(columns == null ? List.of() : List.of(columns.split(" ")));
    }

    @Test
    void tellsWhereTheNamesStand() {
        Expression expression = FhirPath.standard()
                .compile("a\n & b.trim() & %item", Variables.none().with("item"));

        assertThat(expression.columns())
                .containsExactly(new Usage("a", new Position(0, 1, 1)), new Usage("b", new Position(5, 2, 4)));
        assertThat(expression.functions()).containsExactly(new Usage("trim", new Position(7, 2, 6)));
        assertThat(expression.variables()).containsExactly(new Usage("item", new Position(16, 2, 15)));
        assertThat(expression.undeclaredVariables()).isEmpty();
    }

    @Test
    void recognisesASingleColumn() {
        assertThat(FhirPath.standard().compile(" hadm_id ").column()).contains("hadm_id");
        assertThat(FhirPath.standard().compile("`hadm id`").column()).contains("hadm id");
        assertThat(FhirPath.standard().compile("(hadm_id)").column()).contains("hadm_id");
        assertThat(FhirPath.standard().compile("a.b").column()).isEmpty();
        assertThat(FhirPath.standard().compile("a + 1").column()).isEmpty();
        assertThat(FhirPath.standard().compile("$this").column()).isEmpty();
    }
}
