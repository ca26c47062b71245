package org.fhirriver.mapping.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.typed.Rejection;
import org.fhirriver.mapping.typed.TypedTemplate;
import org.fhirriver.mapping.value.JsonBuffer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostileTemplateTest {

    private static final String NOISE = "{}[]%'\"`:,-|>&*!#\n \\/().$@=+ifelsformgian0123";

    private final FuzzedSystem system;

    HostileTemplateTest(@TempDir Path folder) throws IOException {
        system = new FuzzedSystem(folder);
    }

    @Test
    void brokenTextGivesProblemsAndNothingElse() {
        int rounds = Integer.getInteger("fuzz.templates", 2_000);
        long seed = Long.getLong("fuzz.seed", 42);
        System.out.printf("%d broken templates from seed %d%n", rounds, seed);
        for (int i = 0; i < rounds; i++) {
            Random random = new Random(seed + i);
            String yaml = broken(new TemplateFuzzer(random).template(), random);
            Problems problems = new Problems();

            Optional<TypedTemplate> compiled = compile(yaml, problems);

            assertThat(compiled.isPresent()).as(yaml).isEqualTo(problems.isEmpty());
            assertThat(problems.all()).allMatch(problem -> problem.line() > 0 && problem.column() > 0);
        }
    }

    @Test
    void depthIsAProblemOrWorks() {
        for (int depth : List.of(40, 1_000, 100_000)) {
            compile("{resourceType: Patient, name: " + "[".repeat(depth) + "]".repeat(depth) + "}", new Problems());
            compile(
                    "{resourceType: Patient, birthDate: \"{{ " + "(".repeat(depth) + "a" + ")".repeat(depth) + " }}\"}",
                    new Problems());
            compile("{resourceType: Patient, birthDate: \"{{ a" + ".first()".repeat(depth) + " }}\"}", new Problems());
            compile("{resourceType: Patient, birthDate: \"{{ a" + " + b".repeat(depth) + " }}\"}", new Problems());
            compile("{resourceType: Patient, birthDate: \"" + "{{ a }}".repeat(depth) + "\"}", new Problems());
        }
    }

    @Test
    void loopsInLoopsEnd() {
        StringBuilder yaml = new StringBuilder("{resourceType: Patient, name: [");
        for (int i = 0; i < 12; i++) {
            yaml.append("{\"{% for x").append(i).append(" in many %}\": ");
        }
        yaml.append("{family: a}").append("}".repeat(12)).append("]}");
        TypedTemplate template = compile(yaml.toString(), new Problems()).orElseThrow();
        Map<String, Object> record = Map.of("many", List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        Rejection rejection = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> Assertions.assertThrows(
                        Rejection.class, () -> template.write(Evaluation.of(record), "1", new JsonBuffer())));

        assertThat(rejection.element()).isEqualTo("Patient.name");
    }

    private Optional<TypedTemplate> compile(String yaml, Problems problems) {
        try {
            return system.compile(yaml, problems);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(yaml.length() > 3_000 ? yaml.substring(0, 200) : yaml, e);
        }
    }

    private static String broken(String yaml, Random random) {
        StringBuilder text = new StringBuilder(yaml);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length());
            char noise = NOISE.charAt(random.nextInt(NOISE.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, noise);
                default -> text.setCharAt(at, noise);
            }
        }
        return text.toString();
    }
}
