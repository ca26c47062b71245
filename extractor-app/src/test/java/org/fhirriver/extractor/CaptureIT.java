package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the changes that a database's log tells of. */
final class CaptureIT {

    @TempDir
    private static Path folder;

    private static River river;
    private static ChangeFeed feed;

    @BeforeAll
    static void start() throws Exception {
        river = new River(folder);
        river.set("EXTRACTOR_DUE_EVERY", "500ms");
        river.file("hospital/visits.yaml", pipeline("visits", "table: visits"));
        river.file("hospital/missing.yaml", pipeline("missing", "table: missing"));
        river.file("hospital/patients.yaml", pipeline("patients", """
                sql: SELECT id, gender FROM patients WHERE NOT voided
                  children:
                    names: {sql: "SELECT id, patient_id, family FROM names", on: patient_id, order: id}
                  touched-by:
                    patients: id
                    names: patient_id
                    wards: {sql: "SELECT id FROM patients WHERE ward_id IN (:id)"}
                """));
        river.file(
                "hospital/results.yaml",
                pipeline("results", "{table: results, touched-by: {stays: {known: stay_id}}}"));
        river.file("hospital/orders.yaml", pipeline("orders", "{table: orders, due: [ends]}"));
        river.sql(
                "CREATE TABLE visits (id integer PRIMARY KEY, ward text)",
                "CREATE TABLE patients (id integer PRIMARY KEY, gender text, voided boolean, ward_id integer)",
                "CREATE TABLE names (id integer PRIMARY KEY, patient_id integer, family text)",
                "CREATE TABLE results (id integer PRIMARY KEY, stay_id integer)",
                "CREATE TABLE orders (id integer PRIMARY KEY, ends timestamptz)");
        river.changeTopics("visits", "patients", "names", "wards", "missing", "results", "stays");
        feed = new ChangeFeed(river.kafkaSettings(), "postgresql");
        river.start();
        river.awaitReady();
    }

    @AfterAll
    static void stop() {
        feed.close();
        river.close();
    }

    @Test
    void publishesEveryStateOfARowAndItsEnd() throws Exception {
        river.sql("INSERT INTO visits VALUES (1, 'a')");
        feed.change("visits", "c", null, Map.of("id", 1), null);
        awaitValue("visits", "1", "ward", "a");

        river.sql("UPDATE visits SET ward = 'b'");
        feed.change("visits", "u", Map.of("id", 1), Map.of("id", 1), null);
        awaitValue("visits", "1", "ward", "b");

        river.sql("DELETE FROM visits WHERE id = 1");
        feed.change("visits", "d", Map.of("id", 1), null, null);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(last("visits").get("1").value()).isNull());
        assertThat(River.header(last("visits").get("1"), Headers.OPERATION)).isEqualTo("d");
    }

    @Test
    void readsWhatARowOfAnotherTableLeadsTo() throws Exception {
        river.sql(
                "INSERT INTO patients VALUES (1, 'f', false, 7), (2, 'm', false, 7), (3, 'm', false, 8)",
                "INSERT INTO names VALUES (10, 1, 'A'), (20, 2, 'B')");
        feed.change("names", "u", row("id", 10, "patient_id", 1), row("id", 10, "patient_id", 2), null);
        awaitRecords("patients", "1", "2");
        assertThat(value("patients", "1").path("names").path(0).path("family").asText())
                .isEqualTo("A");

        river.sql("UPDATE patients SET gender = 'o' WHERE id IN (1, 3)");
        feed.change("wards", "u", Map.of("id", 7), Map.of("id", 7), null);
        awaitValue("patients", "1", "gender", "o");
        assertThat(last("patients")).doesNotContainKey("3");

        river.sql("UPDATE patients SET voided = true WHERE id = 2");
        feed.change("patients", "u", null, Map.of("id", 2), null);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(last("patients").get("2").value()).isNull());
    }

    @Test
    void waitsUntilTheTransactionOfAnEventIsVisible() throws Exception {
        river.sql("INSERT INTO visits VALUES (5, 'before')");
        try (Connection connection = river.postgres().connect("hospital");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE visits SET ward = 'after' WHERE id = 5");
            long transaction;
            try (ResultSet number = statement.executeQuery("SELECT txid_current()")) {
                number.next();
                transaction = number.getLong(1);
            }
            feed.change("visits", "u", Map.of("id", 5), Map.of("id", 5), transaction);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(touches("visits")).contains("5"));
            connection.commit();
        }

        awaitRecords("visits", "5");
        assertThat(value("visits", "5").path("ward").asText()).isEqualTo("after");
        assertThat(all("visits", "5")).hasSize(1);
    }

    @Test
    void readsAKeyOnceForManyChangesOfIt() throws Exception {
        river.sql("INSERT INTO visits VALUES (600, 'x')");
        feed.changesOfOne("visits", 600, 50);
        feed.changes("visits", "r", 601, 602);
        awaitRecords("visits", "600", "601", "602");

        // How many are taken together follows from how they come; one by one they are not read.
        assertThat(all("visits", "600")).hasSizeBetween(1, 10);
        assertThat(last("visits").get("601").value()).isNull();
    }

    @Test
    void deletesWhatATruncateHasDeleted() throws Exception {
        river.file("hospital/beds.yaml", pipeline("beds", "table: beds"));
        river.sql("CREATE TABLE beds (id integer PRIMARY KEY)", "INSERT INTO beds SELECT generate_series(1, 30)");
        river.changeTopics("beds");
        feed.changes("beds", "c", 1, 30);
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(last("beds")).hasSize(30));

        river.sql("TRUNCATE beds");
        feed.change("beds", "t", null, null, null);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(last("beds").values())
                        .hasSize(30)
                        .allSatisfy(message -> assertThat(message.value()).isNull()));
    }

    @Test
    void deletesWhatHasGoneWithARowOfAnotherTable() throws Exception {
        river.sql("INSERT INTO results VALUES (1, 7), (2, 7), (3, 8)");
        feed.changes("results", "c", 1, 3);
        awaitRecords("results", "1", "2", "3");
        river.sql("UPDATE results SET stay_id = 8 WHERE id = 2");
        feed.changes("results", "u", 2, 2);
        awaitValue("results", "2", "stay_id", "8");

        // Of what a foreign key deletes, the log says nothing.
        river.sql("DELETE FROM results WHERE stay_id = 7");
        feed.change("stays", "d", Map.of("stay_id", 7), null, null);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(last("results").get("1").value()).isNull());
        assertThat(touches("results")).containsOnlyOnce("3");
        assertThat(last("results").get("2").value()).isNotNull();
    }

    @Test
    void keepsTheKeysOfAPipelineThatCannotBeRead() throws Exception {
        feed.change("missing", "c", null, Map.of("id", 1), null);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(river.get("/health/ready")
                                .json()
                                .path("waitingFor")
                                .path("the records of hospital-missing"))
                        .asString()
                        .contains("there is no such table"));
        river.sql("INSERT INTO visits VALUES (900, 'a')");
        feed.change("visits", "c", null, Map.of("id", 900), null);
        awaitRecords("visits", "900");

        river.sql("CREATE TABLE missing (id integer PRIMARY KEY)", "INSERT INTO missing VALUES (1)");

        awaitRecords("missing", "1");
        river.awaitReady();
    }

    @Test
    void waitsForASourceThatIsAwayAndServesTheOthers() throws Exception {
        river.file("later/source.yaml", """
                name: later
                timezone: UTC
                database: {url: '%s', user: '%s'}
                """.formatted(
                        river.postgres().jdbcUrl("later"), river.postgres().user()));
        river.file("later/things.yaml", pipeline("things", "table: things").replace("hospital-things", "later-things"));
        river.topic("changes.later.public.things");
        try (ChangeFeed other = new ChangeFeed(river.kafkaSettings(), "postgresql", "later")) {
            other.change("things", "c", null, Map.of("id", 1), null);
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(river.get("/health/ready")
                                .json()
                                .path("waitingFor")
                                .path("the database of later"))
                        .asString()
                        .contains("does not answer"));
        river.sql("INSERT INTO visits VALUES (950, 'a')");
        feed.change("visits", "c", null, Map.of("id", 950), null);
        awaitRecords("visits", "950");

        river.postgres().createDatabase("later");
        try (Connection connection = river.postgres().connect("later");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE things (id integer PRIMARY KEY)");
            statement.execute("INSERT INTO things VALUES (1)");
        }

        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> !river.messages("later-things").isEmpty());
        river.awaitReady();
    }

    @Test
    void readsARecordAtTheMomentsThatStandInIt() throws Exception {
        river.sql("INSERT INTO orders VALUES (1, now() + interval '2 seconds'), (2, now() + interval '1 day')");

        awaitRecords("orders", "1");

        assertThat(last("orders")).containsOnlyKeys("1");
        assertThat(all("orders", "1")).hasSize(1);
    }

    @Test
    void setsAsideAnEventThatDoesNotTellItsKey() throws Exception {
        feed.change("visits", "u", null, Map.of("name", "x"), null);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(river.messages("extractor.dead"))
                        .anySatisfy(message -> assertThat(River.header(message, Headers.CAUSE))
                                .isEqualTo(
                                        "The table 'visits' has no column 'id', which touched-by or the key names")));
    }

    private static String pipeline(String name, String extract) {
        return """
                name: hospital-%s
                key: id
                extract:
                  %s
                resources:
                  - template: {resourceType: Basic, code: {text: "{{ id.toString() }}"}}
                """.formatted(name, extract.startsWith("{") ? "" : extract)
                .replace("extract:\n  \n", "extract: " + extract + "\n");
    }

    private static Map<String, Object> row(Object... columns) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            row.put((String) columns[i], columns[i + 1]);
        }
        return row;
    }

    private static void awaitRecords(String pipeline, String... keys) {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(last(pipeline)).containsKeys(keys));
    }

    private static void awaitValue(String pipeline, String key, String column, String value) {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(value(pipeline, key).path(column).asText()).isEqualTo(value));
    }

    private static JsonNode value(String pipeline, String key) {
        return River.value(last(pipeline).get(key));
    }

    private static List<String> touches(String pipeline) {
        return river.messages("hospital-" + pipeline + ".touched").stream()
                .map(River::key)
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String pipeline, String key) {
        return river.messages("hospital-" + pipeline).stream()
                .filter(message -> key.equals(River.key(message)))
                .toList();
    }

    private static Map<String, ConsumerRecord<byte[], byte[]>> last(String pipeline) {
        Map<String, ConsumerRecord<byte[], byte[]>> last = new TreeMap<>();
        river.messages("hospital-" + pipeline).forEach(message -> last.put(River.key(message), message));
        return last;
    }
}
