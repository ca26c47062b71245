package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fhirriver.fhirpath.Records.json;
import static org.fhirriver.fhirpath.Records.shown;

import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Position;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.junit.jupiter.api.Test;

final class CustomFunctionsTest {

    /** {@code lookup('table', key)}: the table is known when the expression is compiled. */
    private record Lookup(Map<String, Map<String, String>> tables) implements CustomFunction {

        @Override
        public String name() {
            return "lookup";
        }

        @Override
        public int minArguments() {
            return 2;
        }

        @Override
        public int maxArguments() {
            return 2;
        }

        @Override
        public Body bind(Position position, List<Argument> arguments) {
            Argument name = arguments.get(0);
            Map<String, String> table = tables.get(String.valueOf(name.literal().orElse("")));
            if (table == null) {
                throw name.problem("There is no such table");
            }
            return (evaluation, input, values) -> {
                if (values[1] == null) {
                    return null;
                }
                String found = table.get(String.valueOf(values[1]));
                if (found == null) {
                    throw new ValueProblem("The table has no entry for the key");
                }
                return found + evaluation.host(String.class);
            };
        }
    }

    private static final FhirPath ENGINE = FhirPath.standard().with(new Lookup(Map.of("sex", Map.of("M", "male"))));

    private static Evaluation evaluation(String json) {
        return Evaluation.of(json(json)).with("!");
    }

    @Test
    void callsAFunctionOfTheCaller() {
        Expression expression = ENGINE.compile("lookup('sex', gender)");

        assertThat(expression.evaluate(evaluation("{'gender': 'M'}"))).isEqualTo("male!");
        assertThat(expression.evaluate(evaluation("{}"))).isNull();
        assertThat(expression.columns()).extracting("name").containsExactly("gender");
    }

    @Test
    void tellsOfAWrongArgumentWhereItStands() {
        assertThatThrownBy(() -> ENGINE.compile("lookup('sexx', gender)"))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage("1:8: There is no such table");
        assertThatThrownBy(() -> ENGINE.compile("lookup('sex')")).hasMessage("1:1: lookup() takes 2 arguments, not 1");
    }

    @Test
    void tellsOfAProblemWithAValueWhereTheCallStands() {
        Expression expression = ENGINE.compile("'x' & lookup('sex', gender)");

        assertThatThrownBy(() -> expression.evaluate(evaluation("{'gender': 'Q'}")))
                .isInstanceOf(EvaluationFailed.class)
                .hasMessage("1:7: The table has no entry for the key");
    }

    @Test
    void takesListsAsCollections() {
        FhirPath engine = FhirPath.standard().with(new Constant("both", List.of(1, List.of(2))));

        assertThat(shown(engine.compile("both().count()").evaluate(Evaluation.of(null))))
                .isEqualTo("2");
    }

    @Test
    void keepsTheMeaningOfFhirPathsOwnFunctions() {
        assertThatThrownBy(() -> FhirPath.standard().with(new Constant("where", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is a function called where already");
    }

    private record Constant(String name, Object value) implements CustomFunction {
        @Override
        public int minArguments() {
            return 0;
        }

        @Override
        public int maxArguments() {
            return 0;
        }

        @Override
        public Body bind(Position position, List<Argument> arguments) {
            return (evaluation, input, values) -> value;
        }
    }
}
