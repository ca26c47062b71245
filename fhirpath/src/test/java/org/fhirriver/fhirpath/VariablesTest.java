package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fhirriver.fhirpath.Records.json;
import static org.fhirriver.fhirpath.Records.result;
import static org.fhirriver.fhirpath.Records.shown;

import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.eval.Usage;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VariablesTest {

    @Test
    void readsVariablesFromTheirSlots() {
        Variables variables = Variables.none().with("item").with("index");
        Expression expression = FhirPath.standard().compile("%item.name & %index", variables);
        Evaluation evaluation =
                Evaluation.of(null).set(0, json("{'name': 'a'}")).set(1, 7);

        assertThat(expression.evaluate(evaluation)).isEqualTo("a7");
        assertThat(expression.evaluate(evaluation.set(1, 8))).isEqualTo("a8");
    }

    @Test
    void letsAnInnerNameHideAnOuterOne() {
        Variables outer = Variables.none().with("item");
        Variables inner = outer.with("item");
        Evaluation evaluation = Evaluation.of(null).set(0, "outer").set(1, "inner");

        assertThat(FhirPath.standard().compile("%item", outer).evaluate(evaluation))
                .isEqualTo("outer");
        assertThat(FhirPath.standard().compile("%item", inner).evaluate(evaluation))
                .isEqualTo("inner");
    }

    @Test
    void takesAVariableWithoutValueAsEmpty() {
        Expression expression =
                FhirPath.standard().compile("%later.empty()", Variables.none().with("later"));

        assertThat(expression.evaluate(Evaluation.of(null))).isEqualTo(true);
    }

    @Test
    void tellsAndRefusesVariablesThatNobodyDeclared() {
        Expression expression =
                FhirPath.standard().compile("1 + %itme", Variables.none().with("item"));

        assertThat(expression.undeclaredVariables()).containsExactly(new Usage("itme", new Position(4, 1, 5)));
        assertThatThrownBy(() -> expression.evaluate(Evaluation.of(null)))
                .isInstanceOf(EvaluationFailed.class)
                .hasMessage("1:5: There is no variable %itme; did you mean 'item'?");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "%ucum, 'http://unitsofmeasure.org'",
                "%sct, 'http://snomed.info/sct'",
                "%loinc, 'http://loinc.org'",
                "%`vs-race`, 'http://hl7.org/fhir/ValueSet/race'",
                "%`ext-race`, 'http://hl7.org/fhir/StructureDefinition/race'",
            })
    void knowsFhirsOwnVariables(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "defineVariable('v', 5).select(%v + 1) => 6",
                "defineVariable('v', a).a.where($this = %v[0]) => 1",
                "a.defineVariable('all').select($this & '/' & %all.count()) => '1/2', '2/2'",
                "defineVariable('x', 1).select(%x) | defineVariable('x', 2).select(%x) => 1, 2",
                "a.select(defineVariable('i', $this * 10).select(%i + 1)) => 11, 21",
            })
    void definesVariablesForWhatFollows(String expression, String expected) {
        assertThat(result(expression, "{'a': [1, 2]}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "defineVariable('v', 1).defineVariable('v', 2)",
                "defineVariable('context', 1)",
                "defineVariable(a, 1)",
            })
    void refusesToDefineWhatIsThereAlready(String expression) {
        assertThatThrownBy(() -> FhirPath.standard().compile(expression)).isInstanceOf(InvalidExpression.class);
    }

    @Test
    void forgetsAVariableWhereItsScopeEnds() {
        Expression expression = FhirPath.standard().compile("a.select(defineVariable('v')) | %v");

        assertThat(expression.undeclaredVariables()).extracting(Usage::name).containsExactly("v");
    }

    @Test
    void hearsOfTraces() {
        StringBuilder heard = new StringBuilder();
        Evaluation evaluation = Evaluation.of(json("{'a': [1, 2]}"))
                .trace((name, items) -> heard.append(name).append(items));

        Object result = FhirPath.standard()
                .compile("a.trace('before', $this * 2).count()")
                .evaluate(evaluation);

        assertThat(shown(result)).isEqualTo("2");
        assertThat(heard).hasToString("before[2, 4]");
    }
}
