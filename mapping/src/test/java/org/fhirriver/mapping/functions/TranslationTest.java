package org.fhirriver.mapping.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TranslationTest {

    @TempDir
    private Path folder;

    private FunctionBench bench;

    @BeforeEach
    void writeMaps() {
        bench = new FunctionBench(folder)
                .write("lab/maps/gender.csv", "source,target,display,system\nM,male,Male,urn:g\n1,female,,urn:g\n")
                .write("lab/maps/two.csv", "source,target\nA,1\nA,2\n")
                .write("lab/maps/broken.csv", "source\nA\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "translate('gender', 'M');{system=urn:g, code=male, display=Male}",
                "translate('gender', 'M').display;Male",
                "translate('gender', ' M ').code;male",
                "translate('gender', 1).code;female",
                "translate('gender', nothing);``",
                "translate('gender', '');``",
                "translate('gender', 'X', {});``",
                "translate('gender', 'X', 'X');{code=X}",
                "translate('gender', 'X', 'male');{system=urn:g, code=male, display=Male}",
                "translate('gender', 'M' | '1').code.join(',');male,female",
                "translate('two', 'A').code.join(',');1,2",
            })
    void translates(String expression, String expected) {
        assertThat(bench.run(expression)).isEqualTo(expected);
    }

    @Test
    void translatesCodings() {
        assertThat(bench.run("translate('gender', c).code", Map.of("c", List.of(Map.of("system", "s", "code", "M")))))
                .isEqualTo("male");
    }

    @Test
    void rejectsAnUnmappedCodeUnlessItIsSaidWhatItBecomes() {
        assertThat(bench.failure("translate('gender', x)", Map.of("x", "secret")))
                .isEqualTo("The map 'gender' does not have the code, and no third argument says what becomes of it");
    }

    @Test
    void findsMistakes() {
        assertThat(bench.mistake("translate('gendr', x)"))
                .isEqualTo("1:11: There is no map 'gendr'; did you mean 'gender'?");
        assertThat(bench.mistake("translate(gender, x)")).isEqualTo("1:11: The map's name is written out in quotes");
        assertThat(bench.mistake("translate('broken', x)")).isEqualTo("1:11: The map 'broken' has problems of its own");
    }
}
