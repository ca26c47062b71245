package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.fhirpath.Records.failure;
import static org.fhirriver.fhirpath.Records.result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "'abc' + 'def' => 'abcdef'",
                "'abc' + {} => {}",
                "'abc' & {} & 'def' => 'abcdef'",
                "'a' & 1 & 2.50 & true => 'a12.50true'",
                "'abc'.indexOf('c') => 2",
                "'abcabc'.lastIndexOf('b') => 4",
                "'abcdefg'.substring(1, 2) => 'bc'",
                "'abcdefg'.substring(3, 0) => ''",
                "'abcdefg'.substring(7, 1) => {}",
                "'abcdefg'.substring(-1) => {}",
                "'abcdefg'.substring(3, {}) => 'defg'",
                "'abc'.replace('', 'x') => 'xaxbxcx'",
                "'a.b'.replace('.', '$1') => 'a$1b'",
                "'abc'.upper().lower() => 'abc'",
                "' \\t\\r\\nx '.trim() => 'x'",
                "'aöç'.toChars().count() => 3",
                "'A,,C'.split(',') => 'A', '', 'C'",
                "'abc'.split('') => 'a', 'b', 'c'",
                "('a' | 'b').join('-') => 'a-b'",
                "{}.join(',') => {}",
                "'Abc' ~ 'aBC' => true",
                "'a b' ~ 'a\\tb' => true",
                "'abc' < 'abd' => true",
                "{}.length() => {}",
            })
    void handlesText(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "'N8000123123'.matches('N[0-9]{8}') => true",
                "'N8000123123'.matchesFull('N[0-9]{8}') => false",
                "'a\\nb'.matches('a.b') => true",
                "'abc'.matches({}) => {}",
                "'11/30/1972'.replaceMatches('(\\\\d+)/(\\\\d+)/(\\\\d+)', '$3-$1-$2') => '1972-11-30'",
                "'abc'.replaceMatches('', 'x') => 'abc'",
                "'abc'.select('b').select('abc'.matches($this)) => true",
            })
    void matchesRegularExpressions(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "'test'.encode('hex').decode('hex') => 'test'",
                "'subjects?_d'.encode('urlbase64') => 'c3ViamVjdHM_X2Q='",
                "'ä<&>'.escape('html') => '&#228;&lt;&amp;&gt;'",
                "'&auml;&#228;&lt;&x'.unescape('html') => '&auml;ä<&x'",
                "'a\\tb'.escape('json') => 'a\\tb'",
                "'\\\\u0041\\\\n'.unescape('json').length() => 2",
                "'test'.encode({}) => {}",
            })
    void encodesAndEscapes(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(failure("a.length()", "{'a': 12}")).isEqualTo("1:3: length() is for a String, not for Integer");
        assertThat(failure("a.upper()", "{'a': ['x', 'y']}"))
                .isEqualTo("1:3: The input of upper() must be a single item, not 2");
        assertThat(failure("'a'.startsWith(1)", "{}"))
                .isEqualTo("1:5: Argument 1 of startsWith() must be a String, not Integer");
        assertThat(failure("'zz'.decode('hex')", "{}")).isEqualTo("1:6: The text is not encoded as hex");
        assertThat(failure("'a'.encode('rot13')", "{}")).isEqualTo("1:5: encode() knows hex, base64 or urlbase64");
        assertThat(failure("'a'.matches(b)", "{'b': '['}"))
                .isEqualTo("1:5: The regular expression is wrong: Unclosed character class");
        assertThat(failure("'a'.replaceMatches('a', '$7')", "{}"))
                .isEqualTo("1:5: The substitution refers to a group that the regular expression does not have");
    }
}
