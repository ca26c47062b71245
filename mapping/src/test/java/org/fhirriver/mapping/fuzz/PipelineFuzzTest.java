package org.fhirriver.mapping.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.fhirriver.mapping.engine.CompiledPipeline;
import org.fhirriver.mapping.engine.MappedResource;
import org.fhirriver.mapping.engine.MappingContext;
import org.fhirriver.mapping.engine.Outcome;
import org.fhirriver.mapping.engine.PipelineCompiler;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.record.RecordReading;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of random messages through random pipelines: from bytes to resources, or to a reason. {@code
 * -Dfuzz.messages} sets how many, {@code -Dfuzz.seed} where chance begins.
 */
final class PipelineFuzzTest {

    private static final int MESSAGES_PER_PIPELINE = 20;
    private static final Map<String, String> ENVIRONMENT = Map.of("RIVER_PSEUDONYM_KEY", "a key of sixteen letters");
    private static final List<String> KEYS = List.of("[number]", "[word]", "[word, day]", "[amount]", "[c0]");
    private static final List<String> COLUMNS = List.of(
            "",
            "number: integer",
            "amount: decimal, flag: boolean",
            "day: date, stamp: timestamp",
            "word: text, c0: text",
            "c1: integer, c2: decimal, c3: boolean, c4: date, c5: timestamp, c6: timestamptz, c7: time");

    private final ObjectMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final FhirParser parser = new FhirParser();
    private int read;
    private int refused;
    private int written;
    private int deleted;
    private int rejected;

    @TempDir
    private Path folder;

    @Test
    void everyMessageHasAnOutcome() throws IOException {
        int messages = Integer.getInteger("fuzz.messages", 1_000);
        long seed = Long.getLong("fuzz.seed", 42);
        System.out.printf("%d messages from seed %d%n", messages, seed);
        FuzzedSystem.write(folder);

        for (long next = seed; read + refused < messages; next++) {
            run(next);
        }

        System.out.printf(
                "%d read and %d refused; %d resources written, %d deleted; %d records rejected%n",
                read, refused, written, deleted, rejected);
        assertThat(written).isPositive();
        assertThat(rejected).isPositive();
    }

    private void run(long seed) throws IOException {
        Random random = new Random(seed);
        String yaml = pipeline(random);
        Files.writeString(folder.resolve("clinic/fuzzed.yaml"), yaml);
        Workspace workspace = Workspace.read(folder, ENVIRONMENT);
        Pipeline pipeline = workspace.pipelines().get("fuzzed");
        Problems problems = new Problems();
        Optional<CompiledPipeline> compiled = pipeline == null
                ? Optional.empty()
                : new PipelineCompiler(workspace, ENVIRONMENT).compile(pipeline, problems);
        assertThat(compiled.isPresent())
                .as(yaml)
                .isEqualTo(problems.isEmpty() && workspace.problems().isEmpty());
        for (int i = 0; compiled.isPresent() && i < MESSAGES_PER_PIPELINE; i++) {
            byte[] message = json.writeValueAsBytes(new RecordFuzzer(random).record());
            if (random.nextInt(10) == 0) {
                message[random.nextInt(message.length)] = (byte) random.nextInt(256);
            }
            try {
                process(compiled.get(), message);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("Seed " + seed + ": " + yaml, e);
            }
        }
    }

    private static String pipeline(Random random) {
        StringBuilder yaml = new StringBuilder("name: fuzzed\ntimezone: America/New_York\n");
        yaml.append("key: ").append(any(KEYS, random)).append('\n');
        yaml.append("extract: {table: t, columns: {")
                .append(any(COLUMNS, random))
                .append("}}\nresources:\n");
        ExpressionFuzzer expressions = new ExpressionFuzzer(random);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            yaml.append("- name: r").append(i).append('\n');
            if (random.nextInt(3) == 0) {
                yaml.append("  id: ").append(quoted(expressions.expression()));
            }
            if (random.nextInt(3) == 0) {
                yaml.append("  when: ").append(quoted(expressions.expression()));
            }
            yaml.append("  template: ")
                    .append(new TemplateFuzzer(random).template())
                    .append('\n');
        }
        return yaml.toString();
    }

    private static String quoted(String expression) {
        return '"' + expression.replace("\\", "\\\\") + "\"\n";
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private void process(CompiledPipeline pipeline, byte[] message) {
        RecordReading reading = new RecordReader(pipeline.pipeline()).read(message);
        if (reading instanceof RecordReading.Refused refusal) {
            assertThat(refusal.reason()).isNotBlank();
            refused++;
            return;
        }
        read++;
        Map<String, ?> record = ((RecordReading.CanonicalRecord) reading).values();
        Outcome outcome = pipeline.map(record, new MappingContext(Instant.EPOCH));
        if (outcome instanceof Outcome.Mapped mapped) {
            mapped.resources().forEach(this::check);
            assertThat(pipeline.ids(record))
                    .isEqualTo(
                            mapped.resources().stream().map(MappedResource::key).toList());
        } else if (outcome instanceof Outcome.Rejected rejection) {
            assertThat(rejection.cause()).isNotBlank();
            assertThat(rejection.elementPath()).isNotBlank();
            assertThat(rejection.position()).matches(".*fuzzed.yaml:[0-9]+:[0-9]+");
            rejected++;
        }
    }

    private void check(MappedResource resource) {
        if (resource instanceof MappedResource.Written body) {
            String key = body.key().toString();
            assertThat(parser.parse(body.json()).getIdElement().getIdPart())
                    .as(key)
                    .isEqualTo(body.key().id());
            written++;
        } else {
            deleted++;
        }
    }
}
