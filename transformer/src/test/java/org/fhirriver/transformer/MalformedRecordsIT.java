package org.fhirriver.transformer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.transformer.RunningTransformer.header;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.transformer.RunningTransformer.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand messages that are no records, among those that are. */
final class MalformedRecordsIT {

    /** As many as the bad ones; {@code -Dmalformed.good=100000} is ten times that. */
    private static final int GOOD = Integer.getInteger("malformed.good", 10_000);

    private static final int BAD = 10_000;

    /** Stands in every value of the bad ones, so that it is noticed wherever one of them is passed on. */
    private static final String SECRET = "Geheimnis";

    private static final String PIPELINE = """
            name: lab-patients
            key: [id]
            extract: {columns: {id: integer, active: boolean, born: date, weight: decimal}}
            resources:
              - template:
                  resourceType: Patient
                  active: "{{ active }}"
                  name: [{family: "{{ family }}"}]
                  gender: "{{ translate('sex', sex) }}"
                  birthDate: "{{ born }}"
                  multipleBirthInteger: "{{ weight }}"
            """;

    /** Messages that cannot be mapped; the text {@code #} is a number that no other message has. */
    private static final List<String> MALFORMED = List.of(
            SECRET,
            "{\"id\":#,\"family\":\"" + SECRET,
            "[{\"id\":#,\"family\":\"" + SECRET + "\"}]",
            "\"" + SECRET + " #\"",
            "",
            "   ",
            "null",
            "{}",
            "{\"id\":{\"" + SECRET + "\":#}}",
            "{\"id\":[#]}",
            "{\"id\":null,\"family\":\"" + SECRET + "\"}",
            "{\"id\":\"\",\"family\":\"" + SECRET + "\"}",
            "{\"id\":\"" + SECRET + " #\"}",
            "{\"id\":#.5}",
            "{\"id\":#,\"ID\":1}",
            "{\"id\":#,\"active\":\"" + SECRET + "\"}",
            "{\"id\":#,\"active\":{\"a\":\"" + SECRET + "\"}}",
            "{\"id\":#,\"born\":\"" + SECRET + "\"}",
            "{\"id\":#,\"born\":\"2021-02-30\"}",
            "{\"id\":#,\"born\":20210230}",
            "{\"id\":#,\"sex\":\"" + SECRET + "\"}",
            "{\"id\":#,\"sex\":[\"F\",\"" + SECRET + "\"]}",
            "{\"id\":#,\"family\":{\"" + SECRET + "\":1}}",
            "{\"id\":#,\"family\":\"" + SECRET + " \\u0000\"}",
            "{\"id\":#,\"family\":\"" + SECRET + " \\ud800\"}",
            "{\"id\":#,\"weight\":1e999999999}",
            "{\"id\":#,\"weight\":\"" + SECRET + "\"}",
            "{\"id\":#,\"weight\":" + "9".repeat(3_000) + "}",
            "{\"id\":#,\"weight\":NaN}",
            "{'id':#,'family':'" + SECRET + "'}",
            "{\"id\":#,\"family\":\"" + SECRET + "\"} {\"id\":1}",
            "{\"id\":#,\"family\":\"" + SECRET + "\",}",
            "{/* " + SECRET + " */\"id\":#}",
            "{\"schema\":{\"type\":\"struct\",\"fields\":[]},\"payload\":{\"" + SECRET + "\":#}}",
            "{\"schema\":null,\"payload\":\"" + SECRET + "\"}",
            "{\"id\":#,\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}",
            "{\"id\":#,\"x\":" + "{\"" + SECRET + "\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private PrintStream out;
    private RunningTransformer transformer;

    @BeforeEach
    void start() throws Exception {
        out = System.out;
        System.setOut(new PrintStream(log, true, UTF_8));
        transformer = new RunningTransformer(folder);
        transformer.write("patients.yaml", PIPELINE);
        Files.createDirectories(folder.resolve("lab/maps"));
        transformer.write("maps/sex.csv", "source,target\nF,female\nM,male\n");
    }

    @AfterEach
    void stop() throws InterruptedException {
        System.setOut(out);
        transformer.close();
    }

    @Test
    void bringsEveryGoodRecordThroughAndEveryBadOneToADeadLetterWithACause() {
        List<Message> bad = bad();
        publish(bad);

        transformer.start();

        RunningTransformer.until(
                () -> transformer.counted(Count.MAPPED) + transformer.counted(Count.REJECTED) == GOOD + BAD);
        assertThat(transformer.states("fhir.Patient")).hasSize(GOOD).doesNotContainValue(null);
        List<ConsumerRecord<byte[], byte[]>> letters = transformer.read("transformer.dead");
        assertThat(letters).hasSize(BAD);
        assertThat(bytesOf(letters.stream().map(ConsumerRecord::value).toList()))
                .isEqualTo(bytesOf(bad.stream().map(Message::value).toList()));
        Set<String> causes = new TreeSet<>();
        letters.forEach(letter -> causes.add(header(letter, Headers.CAUSE)));
        out.println(String.join("\n", causes));
        assertThat(causes)
                .allSatisfy(cause -> assertThat(cause)
                        .matches("(?s)[A-Z].{10,300}")
                        .doesNotContain(SECRET)
                        .doesNotContain("Exception"));
        assertThat(causes).hasSizeGreaterThan(10);
        assertThat(log.toString(UTF_8)).contains("Rejected").doesNotContain(SECRET);
        assertThat(transformer.metrics.getMeters())
                .extracting(Meter::getId)
                .flatExtracting(Meter.Id::getTags)
                .extracting(Tag::getValue)
                .noneMatch(value -> value.contains(SECRET));
        assertThat(transformer.health.failure()).isEmpty();
    }

    /** Good ones and bad ones take turns. */
    private void publish(List<Message> bad) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < Math.max(GOOD, BAD); i++) {
            if (i < GOOD) {
                String value = "{\"id\":%d,\"active\":true,\"family\":\"Miller\",\"sex\":\"F\",\"born\":\"1970-01-31\"}"
                        .formatted(i + 1);
                messages.add(new Message(
                        "lab-patients",
                        String.valueOf(i + 1).getBytes(UTF_8),
                        value.getBytes(UTF_8),
                        Map.of(Headers.BATCH, "b1")));
            }
            if (i < BAD) {
                messages.add(bad.get(i));
            }
            if (messages.size() >= 2_000) {
                transformer.publish(messages);
                messages.clear();
            }
        }
        transformer.publish(messages);
    }

    private static List<Message> bad() {
        List<Message> bad = new ArrayList<>();
        String large = (SECRET + " ").repeat(1_048_576);
        for (int i = 0; i < 5; i++) {
            bad.add(bad(i, ("{\"id\":" + i + ",\"family\":\"" + large + "\"}").getBytes(UTF_8)));
            bad.add(bad(i, ("{\"id\":" + i + ",\"born\":\"" + large + "\"}").getBytes(UTF_8)));
        }
        while (bad.size() < BAD) {
            int number = 1_000_000 + bad.size();
            String text = MALFORMED.get(bad.size() % MALFORMED.size()).replace("#", String.valueOf(number));
            boolean otherEncoding = number % 7 == 0;
            bad.add(
                    otherEncoding
                            ? bad(
                                    number,
                                    ("{\"id\":" + number + ",\"family\":\"" + SECRET + "ä\"}").getBytes(ISO_8859_1))
                            : bad(number, text.getBytes(UTF_8)));
        }
        return bad;
    }

    private static Message bad(int number, byte[] value) {
        return new Message("lab-patients", String.valueOf(number).getBytes(UTF_8), value, Map.of(Headers.BATCH, "b1"));
    }

    private static Set<String> bytesOf(List<byte[]> values) {
        Set<String> texts = new HashSet<>();
        values.forEach(value -> texts.add(new String(value, ISO_8859_1)));
        return texts;
    }
}
