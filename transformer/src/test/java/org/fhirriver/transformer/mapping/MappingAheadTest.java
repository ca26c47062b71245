package org.fhirriver.transformer.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.transformer.pipelines.PipelineLoader;
import org.fhirriver.transformer.pipelines.RunningPipelines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappingAheadTest {

    private static final String PATIENTS = """
            name: lab-patients
            key: [id]
            resources:
              - template: {resourceType: Patient, active: "{{ active }}"}
            """;
    private static final String HOOK = """
            import java.util.List;
            import org.fhirriver.hapi.*;
            import org.hl7.fhir.r4.model.Resource;
            public class Same implements ProcessEvent {
                public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception {
                    return mapping.map(event);
                }
            }
            """;

    @TempDir
    private Path folder;

    private final MappingAhead ahead = new MappingAhead();

    @BeforeEach
    void writePipelines() throws IOException {
        Files.createDirectories(folder.resolve("lab/hooks"));
        Files.writeString(folder.resolve("lab/source.yaml"), "name: lab\ntimezone: Europe/Berlin\n");
        Files.writeString(folder.resolve("lab/patients.yaml"), PATIENTS);
        Files.writeString(folder.resolve("lab/hooks/Same.java"), HOOK);
        Files.writeString(
                folder.resolve("lab/hooked.yaml"),
                PATIENTS.replace("lab-patients", "lab-hooked") + "hook: hooks/Same.java\n");
    }

    @Test
    void mapsMessagesInTheirOrderAndLeavesOutThoseThatAreNotAskedFor() throws Exception {
        RunningPipelines pipelines = load();
        List<ConsumerRecord<byte[], byte[]>> first = messages("lab-patients", 0, 1_000);
        List<ConsumerRecord<byte[], byte[]>> second = messages("lab-patients", 1_000, 5_000);

        ahead.begin(first, pipelines);
        ahead.begin(second, pipelines);

        List<String> keys = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : first.subList(0, 450)) {
            keys.add(keyOf(ahead.take(message, pipelines), message, pipelines));
        }
        for (ConsumerRecord<byte[], byte[]> message : second) {
            keys.add(keyOf(ahead.take(message, pipelines), message, pipelines));
        }
        List<String> expected = new ArrayList<>();
        first.subList(0, 450).forEach(message -> expected.add(Long.toString(message.offset())));
        second.forEach(message -> expected.add(Long.toString(message.offset())));
        assertThat(keys).isEqualTo(expected);
    }

    @Test
    void mapsAtLeastTheFirstOfThem() {
        RunningPipelines pipelines = load();
        List<ConsumerRecord<byte[], byte[]>> messages = messages("lab-patients", 0, 10);

        ahead.begin(messages, pipelines);

        assertThat(ahead.take(messages.get(0), pipelines)).isNotNull();
    }

    @Test
    void leavesToTheLoopWhatOthersAreAskedAbout() {
        RunningPipelines pipelines = load();
        List<ConsumerRecord<byte[], byte[]>> messages = messages("lab-hooked", 0, 10);

        ahead.begin(messages, pipelines);

        messages.forEach(message -> assertThat(ahead.take(message, pipelines)).isNull());
    }

    @Test
    void mapsNothingWithPipelinesThatAreReplaced() {
        List<ConsumerRecord<byte[], byte[]>> messages = messages("lab-patients", 0, 10);
        ahead.begin(messages, load());

        RunningPipelines replaced = load();

        messages.forEach(message -> assertThat(ahead.take(message, replaced)).isNull());
    }

    @Test
    void knowsNothingOfMessagesThatItWasNotToldOf() {
        RunningPipelines pipelines = load();

        assertThat(ahead.take(message("lab-patients", 0, "{\"id\":1}"), pipelines))
                .isNull();
    }

    /** The key of a message's work, which the loop reads itself where there was no time to map it ahead. */
    private static String keyOf(@Nullable Work work, ConsumerRecord<byte[], byte[]> message, RunningPipelines pipelines)
            throws Unreachable {
        Work known =
                work == null ? WorkReader.read(message, Objects.requireNonNull(pipelines.of(message.topic()))) : work;
        assertThat(known.message()).isSameAs(message);
        assertThat(known.inHand().result()).isInstanceOf(Result.Mapped.class);
        return String.valueOf(known.key());
    }

    private RunningPipelines load() {
        RunningPipelines pipelines = new PipelineLoader(
                        folder, Map.of(), Duration.ofSeconds(5), new SimpleMeterRegistry())
                .load(RunningPipelines.NONE);
        assertThat(pipelines.of("lab-patients")).isNotNull();
        assertThat(pipelines.of("lab-hooked")).isNotNull();
        return pipelines;
    }

    private static List<ConsumerRecord<byte[], byte[]>> messages(String topic, int from, int to) {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        for (int number = from; number < to; number++) {
            messages.add(message(topic, number, "{\"id\":%d,\"active\":true}".formatted(number)));
        }
        return messages;
    }

    private static ConsumerRecord<byte[], byte[]> message(String topic, long offset, String value) {
        return new ConsumerRecord<>(topic, 0, offset, null, value.getBytes(UTF_8));
    }
}
