package org.fhirriver.mapping.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextFunctionsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'  a \\t b\\u00A0 c '.collapseSpaces()|a b c",
                "' '.collapseSpaces()|``",
                "{}.collapseSpaces()|``",
                "'MARY-ANN O\\'BRIEN'.titleCase()|Mary-Ann O'Brien",
                "'ÉLODIE d\\'ARC'.titleCase()|Élodie D'Arc",
                "'the child\\'s 2nd BED'.titleCase()|The Child's 2nd Bed",
                "'+49 (30) 123-45'.digits()|493012345",
                "'none'.digits()|``",
                "7.padLeft(3)|007",
                "'1234'.padLeft(3)|1234",
                "'7'.padLeft(3, '.')|..7",
                "'N/A'.nullIf('n/a', '-')|``",
                "' - '.nullIf('n/a', '-')|``",
                "'ok'.nullIf('n/a', '-')|ok",
                "12.nullIf('99')|12",
                "'MRN: 0042/7'.capture('([0-9]+)')|0042",
                "'MRN: 0042/7'.capture('([0-9]+)/([0-9])', 2)|7",
                "'MRN: 0042/7'.capture('(?<mrn>[0-9]+)/', 'mrn')|0042",
                "'abc'.capture('b.')|bc",
                "'abc'.capture('x')|``",
                "' a b '.trim().split(' ').join('+')|a+b",
                "uuid('lab', 42)|16e9a836-9f23-572c-922f-534ff28ba1f6",
                "uuid('lab', {})|``",
                "ucum('mmHg')|mm[Hg]",
                "ucum('MG / DL')|mg/dL",
                "ucum('µg/l')|ug/L",
                "ucum('K/uL')|10*3/uL",
                "ucum('x10^9/L')|10*9/L",
                "ucum('°C')|Cel",
                "ucum('mM')|mmol/L",
                "ucum('flubs', {})|``",
                "ucum('flubs', 'other')|other",
                "ucum(nothing)|``",
            })
    void worksOnTexts(String expression, String expected) {
        String actual = new FunctionBench(folder).run(expression);

        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a'.padLeft(0)|1:13: The length is a number from 1 to 1000",
                "'a'.padLeft(3, '00')|1:16: What is filled in is one character",
                "'a'.capture('(')|1:13: The regular expression is wrong: Unclosed group",
                "'a'.capture('(a)', 2)|1:20: The group is a name, or a number from 0 to 1, written out",
                "'a'.capture('(a)', 'x')|1:20: The regular expression has no group 'x'",
                "'a'.capture(name)|1:13: The regular expression is written out in quotes",
                "'a'.nullIf(name)|1:12: What means nothing is written out in quotes",
                "'a'.titleCase(1)|1:5: titleCase() takes no argument, not 1",
                "ucum('flubs')|1:6: The unit 'flubs' is not in the table of units",
            })
    void findsMistakes(String expression, String problem) {
        assertThat(new FunctionBench(folder).mistake(expression)).isEqualTo(problem);
    }

    @Test
    void stopsARegularExpressionThatBacktracksWithoutEnd() {
        Map<String, Object> record = Map.of("a", "a".repeat(400));

        assertThat(new FunctionBench(folder).failure("a.capture('.*.*.*.*.*=')", record))
                .contains("steps");
    }

    @Test
    void computesPseudonymsWithTheKeyOfTheEnvironment() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(FunctionBench.KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal("10013".getBytes(StandardCharsets.UTF_8)));

        assertThat(new FunctionBench(folder).run("pseudonym(id)", Map.of("id", 10013)))
                .isEqualTo(expected);
        assertThat(new FunctionBench(folder).environment(Map.of()).mistake("pseudonym(id)"))
                .isEqualTo("1:1: pseudonym() needs a key in the environment variable RIVER_PSEUDONYM_KEY or the file of"
                        + " RIVER_PSEUDONYM_KEY_FILE");
        assertThat(new FunctionBench(folder)
                        .environment(Map.of(Pseudonym.KEY, "short"))
                        .mistake("pseudonym(id)"))
                .isEqualTo("1:1: the key in RIVER_PSEUDONYM_KEY is shorter than 16 characters");
    }

    @Test
    void keepsUuidsAsTheyAre() {
        FunctionBench bench = new FunctionBench(folder);

        assertThat(List.of(bench.run("uuid('a')"), bench.run("uuid('a', 'b')"), bench.run("uuid('a,b')")))
                .doesNotHaveDuplicates()
                .containsExactly(
                        "6c80aa73-80e3-5c42-862d-a308bc1f6abc",
                        "05c39bb5-bc17-5077-88a0-d2389bda7e12",
                        "8257540d-5b80-5791-94db-979e0c1266c7");
    }
}
