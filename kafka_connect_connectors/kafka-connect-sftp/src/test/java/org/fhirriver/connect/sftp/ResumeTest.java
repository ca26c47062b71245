package org.fhirriver.connect.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading goes on where it was, whatever ended it. */
final class ResumeTest {

    private static final int ROWS = 3_000;
    /** Each waits for half a second, in which the folder is looked at again and again. */
    private static final int EMPTY_POLLS = 3;

    @TempDir
    private Path folder;

    private Drop drop;

    @BeforeEach
    void start() {
        drop = new Drop(folder);
    }

    @AfterEach
    void stop() {
        drop.close();
    }

    private static String row(int id) {
        return id % 7 == 0 ? id + ",\"Zoë\nof \"\"" + id + "\"\"\"" : id + ",名前 " + id;
    }

    private static String expected(int id) {
        return id + "|" + (id % 7 == 0 ? "Zoë\nof \"" + id + "\"" : "名前 " + id);
    }

    private static String text(int rows) {
        var text = new StringBuilder("\uFEFFid,name\r\n");
        IntStream.rangeClosed(1, rows).forEach(id -> text.append(row(id)).append("\r\n"));
        return text.toString();
    }

    private static List<String> all(int rows) {
        return IntStream.rangeClosed(1, rows).mapToObj(ResumeTest::expected).toList();
    }

    /** Tasks that are killed after every few polls, each with a batch that is in flight and lost. */
    private List<String> readThroughKills(Map<String, String> configuration) {
        var offsets = new KeptOffsets();
        var arrived = new ArrayList<SourceRecord>();
        for (int life = 0; life < 500 && !drop.names("input").isEmpty(); life++) {
            try (RunningTask task = RunningTask.start(configuration, offsets)) {
                for (int poll = 0; poll < 6; poll++) {
                    List<SourceRecord> records = task.poll();
                    if (poll < 5) {
                        task.commit(records);
                        arrived.addAll(records);
                    }
                }
            }
        }
        return RunningTask.texts(arrived);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aKilledTaskGoesOnInsideTheFile(String encoding) {
        drop.put("a.csv", text(ROWS).getBytes(Charset.forName(encoding)));

        assertThat(readThroughKills(drop.configuration("batch.size", "100"))).isEqualTo(all(ROWS));
    }

    @Test
    void aKilledTaskGoesOnInsideAPackedFile() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text(ROWS).getBytes(StandardCharsets.UTF_8));
        }
        drop.put("a.csv.gz", bytes.toByteArray());

        assertThat(readThroughKills(drop.configuration("batch.size", "200"))).isEqualTo(all(ROWS));
    }

    @Test
    void aServerThatDropsConnectionsIsResumed() {
        drop.put("a.csv", text(ROWS));
        var arrived = new ArrayList<SourceRecord>();
        try (RunningTask task = RunningTask.start(
                drop.configuration("batch.size", "100", "file.minimum.age.ms", "50"), new KeptOffsets())) {
            for (int round = 0; !drop.names("input").isEmpty(); round++) {
                List<SourceRecord> records = task.poll();
                task.commit(records);
                arrived.addAll(records);
                if (round % 5 == 4 && !records.isEmpty()) {
                    drop.server().dropConnections();
                }
            }
        }

        assertThat(RunningTask.texts(arrived)).isEqualTo(all(ROWS));
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsReadToItsEnd() throws IOException {
        String text = text(ROWS);
        int cut = text.indexOf(row(500)) + 3;
        drop.put("a.csv", text.substring(0, cut));
        Path file = drop.file("input", "a.csv");
        var arrived = new ArrayList<SourceRecord>();
        try (RunningTask task = RunningTask.start(
                drop.configuration("batch.size", "100", "file.minimum.age.ms", "1500"), new KeptOffsets())) {
            arrived.addAll(task.pollFor(200));
            int from = cut;
            while (from < text.length()) {
                int to = Math.min(from + 7_001, text.length());
                Files.writeString(file, text.substring(from, to), StandardOpenOption.APPEND);
                from = to;
                List<SourceRecord> records = task.poll();
                task.commit(records);
                arrived.addAll(records);
            }
            arrived.addAll(task.pollUntil(() -> drop.names("input").isEmpty()));
        }

        assertThat(RunningTask.texts(arrived)).isEqualTo(all(ROWS));
        assertThat(drop.names("finished")).containsExactly("a.csv");
    }

    @Test
    void aFileThatIsBeingWrittenIsNotRead() throws IOException {
        String text = text(20);
        Path file = drop.file("input", "a.csv");
        Files.writeString(file, text.substring(0, 50));
        var offsets = new KeptOffsets();
        try (RunningTask task = RunningTask.start(drop.configuration("file.minimum.age.ms", "3600000"), offsets)) {
            for (int from = 50; from < text.length(); from += 37) {
                int to = Math.min(from + 37, text.length());
                Files.writeString(file, text.substring(from, to), StandardOpenOption.APPEND);
                assertThat(task.poll()).isEmpty();
            }
        }
        try (RunningTask task = RunningTask.start(drop.configuration(), offsets)) {
            assertThat(RunningTask.texts(
                            task.pollUntil(() -> drop.names("input").isEmpty())))
                    .isEqualTo(all(20));
        }
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsReadAnew() throws IOException {
        drop.put("a.csv", text(ROWS));
        try (RunningTask task = RunningTask.start(drop.configuration("batch.size", "100"), new KeptOffsets())) {
            task.pollFor(300);
            Path other = Files.writeString(folder.resolve("other"), "id,name\n7001,x\n7002,y\n");
            Files.move(other, drop.file("input", "a.csv"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            List<String> rest =
                    RunningTask.texts(task.pollUntil(() -> drop.names("input").isEmpty()));

            assertThat(rest).endsWith("7001|x", "7002|y");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "DELETE"})
    void aFileIsReadOnceUnlessItChanges(String policy) {
        drop.put("a.csv", "id,name\n1,a\n");
        var offsets = new KeptOffsets();
        Map<String, String> configuration = drop.configuration("cleanup.policy", policy);
        try (RunningTask task = RunningTask.start(configuration, offsets)) {
            assertThat(RunningTask.texts(task.pollFor(1))).containsExactly("1|a");
            for (int poll = 0; poll < EMPTY_POLLS; poll++) {
                assertThat(task.poll()).isEmpty();
            }
        }
        assertThat(drop.names("input")).isEqualTo(policy.equals("NONE") ? List.of("a.csv") : List.of());
        try (RunningTask task = RunningTask.start(configuration, offsets)) {
            for (int poll = 0; poll < EMPTY_POLLS; poll++) {
                assertThat(task.poll()).isEmpty();
            }
            drop.put("a.csv", "id,name\n1,a\n2,b\n");
            assertThat(RunningTask.texts(task.pollFor(2))).containsExactly("1|a", "2|b");
        }
    }

    @Test
    void aFileStaysUntilItsRowsAreInKafka() {
        drop.put("a.csv", "id,name\n1,a\n2,b\n");
        try (RunningTask task = RunningTask.start(drop.configuration(), new KeptOffsets())) {
            List<SourceRecord> records = List.of();
            while (records.isEmpty()) {
                records = task.poll();
            }
            for (int poll = 0; poll < EMPTY_POLLS; poll++) {
                assertThat(task.poll()).isEmpty();
            }
            assertThat(drop.names("input")).containsExactly("a.csv");

            task.commit(records);
            task.pollUntil(() -> drop.names("input").isEmpty());

            assertThat(drop.names("finished")).containsExactly("a.csv");
        }
    }
}
