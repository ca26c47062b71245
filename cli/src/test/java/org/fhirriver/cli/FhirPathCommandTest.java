package org.fhirriver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FhirPathCommandTest {

    @TempDir
    Path project;

    private Path resource;

    @BeforeEach
    void writeResource() throws IOException {
        resource = Typed.write(project.resolve("observation.json"), """
                {"resourceType": "Observation", "status": "final", "code": {"text": "Größe"},
                 "effectiveDateTime": "2020-01-31", "valueQuantity": {"value": 1.50, "unit": "m"}}
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "code.text~[\"Größe\"]",
                "value.value~[1.50]",
                "value.value > 1 'm'~[]",
                "effective~[\"2020-01-31\"]",
                "effective + 1 month~[\"2020-02-29\"]",
                "category~[]",
                "status | 'a'~[\"final\",\"a\"]",
                "status = 'final'~[true]",
            })
    void printsTheResultAsAJsonArray(String expression, String expected) {
        Typed typed = Typed.in(project, "fhirpath", expression, resource.toString());

        assertThat(typed).isEqualTo(new Typed(0, expected + "\n", ""));
    }

    @Test
    void printsObjectsWithALineForEachElement() {
        Typed typed = Typed.in(project, "fhirpath", "value", resource.toString());

        assertThat(typed.out()).isEqualTo("""
                [
                  {
                    "value": 1.50,
                    "unit": "m"
                  }
                ]
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status.where(|1:14: ",
                "status.wher(true)|1:8: There is no function 'wher'; did you mean 'where'?",
                "%foo|1:1: There is no variable %foo",
                "'a' + 1|1:5: ",
            })
    void pointsToWhatIsWrong(String expression, String message) {
        Typed typed = Typed.in(project, "fhirpath", expression, resource.toString());

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).startsWith(message).contains("  " + expression + System.lineSeparator());
    }

    @Test
    void warnsOfAnElementThatTheTypeDoesNotHave() {
        Typed typed = Typed.in(project, "fhirpath", "statsu", resource.toString());

        assertThat(typed.status()).isZero();
        assertThat(typed.out()).isEqualTo("[]\n");
        assertThat(typed.err()).startsWith("1:1: Observation has no element 'statsu'; did you mean 'status'?");
    }

    @Test
    void knowsTheFunctionsOfASystem() throws IOException {
        Typed.writeClinic(project, "jdbc:none");
        Path record = Typed.write(project.resolve("record.json"), "{\"given\": \"Eva\", \"sex\": \"F\"}");

        Typed typed = Typed.in(
                project,
                "fhirpath",
                "--system",
                "clinic",
                "initial(given) + translate('gender', sex).code",
                record.toString());

        assertThat(typed).isEqualTo(new Typed(0, "[\"E.female\"]\n", ""));
    }

    @Test
    void saysThatAFileIsNoJson() throws IOException {
        Path broken = Typed.write(project.resolve("broken.json"), "{\n  \"a\": }");

        Typed typed = Typed.in(project, "fhirpath", "a", broken.toString());

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.err()).contains("broken.json:2:8: ");
    }
}
