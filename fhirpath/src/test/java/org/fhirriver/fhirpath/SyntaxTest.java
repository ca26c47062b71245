package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fhirriver.fhirpath.Records.result;

import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "a.b( => 1:5 => A value is expected, not the end of the expression",
                "a. => 1:3 => The name of an element or function is expected, not the end of the expression",
                "1 + => 1:4 => A value is expected, not the end of the expression",
                "(1 + 2 => 1:7 => ')' is expected to close the parenthesis at 1:1, not the end of the expression",
                "a[1 => 1:4 => ']' is expected after the index, not the end of the expression",
                "name given => 1:6 => The expression should end before 'given'",
                "'abc => 1:1 => The string is not closed: ' is missing",
                "`abc => 1:1 => The delimited name is not closed: ` is missing",
                "1 /* x => 1:3 => The comment is not closed: */ is missing",
                "\"\"\"a\"\"\" => 1:1 => A string stands in single quotes, not in double quotes",
                "a = #b => 1:5 => The character '#' means nothing here",
                "@2015-02-30 => 1:1 => '@2015-02-30' is not a date, date with time, or time that exists",
                "@2015-13 => 1:1 => '@2015-13' is not a date, date with time, or time that exists",
                "@T25:00 => 1:1 => '@T25:00' is not a date, date with time, or time that exists",
                "$that => 1:1 => '$that' is none of $this, $index and $total",
                "% => 1:1 => The name of a variable is missing after '%'",
                "a.wehre(b) => 1:3 => There is no function 'wehre'; did you mean 'where'?",
                "a.where() => 1:3 => where() takes 1 argument, not 0",
                "a.substring(1, 2, 3) => 1:3 => substring() takes 1 to 2 arguments, not 3",
                "a.count(1) => 1:3 => count() takes no argument, not 1",
                "a is Patent => 1:6 => There is no type 'Patent'; did you mean 'Patient'?",
                "a is Foo.Bar => 1:6 => Types are in System or FHIR, not in 'Foo'",
                "a.ofType('x') => 1:10 => ofType() takes the name of a type",
                "a.matches('(') => 1:11 => The regular expression is wrong: Unclosed group",
                "a and => 1:6 => A value is expected, not the end of the expression",
                "and a => 1:1 => A value is expected, not 'and'",
                "{1} => 1:2 => '}' is expected after '{', not '1'",
                "12a => 1:3 => A number is followed by the letter 'a'",
            })
    void tellsWhatIsWrongAndWhere(String expression, String place, String problem) {
        InvalidExpression error = catchThrowableOfType(
                InvalidExpression.class, () -> FhirPath.standard().compile(expression));

        assertThat(error).hasMessage(place + ": " + problem);
        assertThat(error.problem()).isEqualTo(problem);
    }

    @Test
    void countsLinesAndColumns() {
        InvalidExpression error = catchThrowableOfType(
                InvalidExpression.class, () -> FhirPath.standard().compile("name // first\r\n  .given\n\t.firts()"));

        assertThat(error.position()).isEqualTo(new Position(26, 3, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "// nothing", "/* nothing */"})
    void wantsAnExpression(String text) {
        assertThatThrownBy(() -> FhirPath.standard().compile(text))
                .isInstanceOf(InvalidExpression.class)
                .hasMessageEndingWith("The expression is empty");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1 + 2 * 3, 7",
                "(1 + 2) * 3, 9",
                "-1 + 2, 1",
                "2 - 1 - 1, 0",
                "1 | 2 = 2, false",
                "1 | (2 = 2), \"1, true\"",
                "1 | 1 is Integer, \"1, true\"",
                "1 + 1 > 1 and 1 = 1, true",
                "false and true or true, true",
                "true or true implies false, false",
                "false implies true xor true, true",
                "1 in 1 | 2, true",
                "5 mod 3 + 1, 3",
                "-(1 | 2).count(), -2",
            })
    void bindsOperatorsByTheirPrecedence(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "a[", "a.where(", "iif(", "1 + (", "{", "a.b.", "not(", "%a.select("})
    void refusesDeepNestingInsteadOfOverflowingTheStack(String opening) {
        assertThatThrownBy(() -> FhirPath.standard().compile(opening.repeat(90_000 / opening.length())))
                .isInstanceOf(InvalidExpression.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" + 1", ".a", "[0]", " | 1", ".where(true)", " and true", " is Any"})
    void refusesLongChainsInsteadOfOverflowingTheStack(String link) {
        assertThatThrownBy(() -> FhirPath.standard().compile("1" + link.repeat(90_000 / link.length())))
                .isInstanceOf(InvalidExpression.class)
                .hasMessageEndingWith("The expression is nested too deeply");
    }

    @Test
    void takesChainsThatAPersonWouldWrite() {
        assertThat(result("1" + " + 1".repeat(499))).isEqualTo("500");
        assertThat(result("(".repeat(100) + "1" + ")".repeat(100))).isEqualTo("1");
    }
}
