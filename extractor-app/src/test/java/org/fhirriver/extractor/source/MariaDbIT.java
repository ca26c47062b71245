package org.fhirriver.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fhirriver.mapping.pipeline.KeysQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MariaDbIT {

    @TempDir
    private static Path folder;

    private static MariaDbServer server;
    private static TestSource source;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDbServer.start();
        source = new TestSource(folder, server.address("mariadb"), "river", "secret");
    }

    @AfterAll
    static void stop() {
        source.close();
        server.close();
    }

    @Test
    void readsALargeTableInChunksAndCanEndEarly() throws Exception {
        source.sql(
                "CREATE TABLE `order` (id BIGINT UNSIGNED PRIMARY KEY, note VARCHAR(100))",
                "INSERT INTO `order` SELECT seq, REPEAT('x', 100) FROM seq_1_to_200000");
        RecordSource records = source.records("[id]", "{table: order}");
        AtomicInteger rows = new AtomicInteger();

        records.read(Filters.NONE, null, Long.MAX_VALUE, chunk -> {
            rows.addAndGet(chunk.size());
            return true;
        });
        AtomicInteger chunks = new AtomicInteger();
        records.read(Filters.NONE, "1000", Long.MAX_VALUE, chunk -> {
            chunks.incrementAndGet();
            assertThat(chunk.records().get(0).key().text()).isEqualTo("1001");
            return false;
        });

        assertThat(rows).hasValue(200_000);
        assertThat(chunks).hasValue(1);
    }

    @Test
    void readsTouchedKeysAgain() throws Exception {
        source.sql(
                "CREATE TABLE touched_obs (obs_id INT PRIMARY KEY, concept_id INT, ends DATETIME, KEY (concept_id))",
                "INSERT INTO touched_obs SELECT seq, seq % 10, NULL FROM seq_1_to_1000",
                "UPDATE touched_obs SET ends = '2020-01-31 12:00:00' WHERE obs_id = 3");
        RecordSource records = source.records("[obs_id]", "{sql: 'SELECT obs_id, concept_id, ends FROM touched_obs'}");
        List<String> found = new ArrayList<>();

        records.search(
                new KeysQuery(
                        List.of("SELECT obs_id FROM touched_obs WHERE concept_id IN (", ")"), List.of("concept_id")),
                Map.of("concept_id", List.of(3, 4)),
                found::add);
        Reread reread = records.reread(found);
        found.clear();
        Instant noon = Instant.parse("2020-01-31T12:00:00Z");
        records.due("ends", noon.minusMillis(1), noon, found::add);

        assertThat(reread.records()).hasSize(200);
        assertThat(records.reread(List.of("1001")).gone()).containsExactly("1001");
        assertThat(found).containsExactly("3");
        assertThat(records.visibleTransactions()).isEmpty();
    }

    @Test
    void leavesNoKeyOutThatTheCollationTakesForEqual() throws Exception {
        source.sql(
                "CREATE TABLE ward (code VARCHAR(20) COLLATE utf8mb4_general_ci, name VARCHAR(10))",
                "INSERT INTO ward SELECT CONCAT('w', LPAD(seq, 5, '0')), 'lower' FROM seq_1_to_6000",
                "INSERT INTO ward SELECT CONCAT('W', LPAD(seq, 5, '0')), 'upper' FROM seq_1_to_6000");
        RecordSource records = source.records("[code]", "{table: ward}");

        List<String> keys = new ArrayList<>();
        String position = null;
        boolean more = true;
        while (more) {
            List<Chunk> taken = new ArrayList<>();
            records.read(Filters.NONE, position, Long.MAX_VALUE, chunk -> {
                taken.add(chunk);
                return false;
            });
            more = !taken.isEmpty();
            if (more) {
                taken.get(0).records().forEach(record -> keys.add(record.key().text()));
                position = taken.get(0).position();
            }
        }

        assertThat(keys).hasSize(12_000).doesNotHaveDuplicates();
    }

    @Test
    void readsTheDatabasesOwnTypes() throws Exception {
        source.sql(
                "CREATE TABLE kinds (id INT PRIMARY KEY, y YEAR, flag TINYINT(1), big BIGINT UNSIGNED,"
                        + " at DATETIME(6), price DECIMAL(10,3), code CHAR(5), data BLOB)",
                "INSERT INTO kinds VALUES (1, 2020, 1, 18446744073709551615, '2150-01-31 12:00:00.5', 0.100, 'a',"
                        + " 'xyz')");

        Map<String, Object> values = source.records("[id]", "{table: kinds}")
                .matching("1")
                .records()
                .get(0)
                .values();

        assertThat(values.get("y")).hasToString("2020");
        assertThat(values.get("flag")).isEqualTo(true);
        assertThat(values.get("big")).hasToString("18446744073709551615");
        assertThat(values.get("at")).isEqualTo("2150-01-31T12:00:00.5");
        assertThat(values.get("price")).hasToString("0.100");
        assertThat(values.get("code")).isEqualTo("a");
        assertThat(values.get("data")).isEqualTo("eHl6");
    }

    @Test
    void readsOnPastDatesThatAreNone() throws Exception {
        source.sql(
                "CREATE TABLE odd (id INT PRIMARY KEY, born DATE, seen DATETIME)",
                "INSERT INTO odd VALUES (1, '2000-00-00', '2001-02-00 10:00:00'),"
                        + " (2, '0000-00-00', '0000-00-00 00:00:00'), (3, '2000-01-31', '2001-02-03 10:00:00')");

        List<Map<String, Object>> rows = new ArrayList<>();

        source.records("[id]", "{table: odd}").read(Filters.NONE, null, Long.MAX_VALUE, chunk -> {
            chunk.records().forEach(record -> rows.add(record.values()));
            return true;
        });

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).containsEntry("born", "2000-00-00");
        assertThat(rows.get(0).get("seen")).asString().startsWith("2001-02-00");
        assertThat(rows.get(1).get("born")).isNull();
        assertThat(rows.get(1).get("seen")).isNull();
        assertThat(rows.get(2)).containsEntry("born", "2000-01-31").containsEntry("seen", "2001-02-03T10:00:00");
    }

    @Test
    void joinsChildrenWhileTheParentsStream() throws Exception {
        source.sql(
                "CREATE TABLE person (id INT PRIMARY KEY)",
                "CREATE TABLE person_name (person_id INT, name VARCHAR(20), INDEX (person_id))",
                "INSERT INTO person SELECT seq FROM seq_1_to_3000",
                "INSERT INTO person_name SELECT 1 + seq MOD 3000, CONCAT('n', seq) FROM seq_1_to_9000");
        RecordSource records = source.records("[id]", """
                {sql: SELECT * FROM person, children: {names: {sql: SELECT * FROM person_name, on: person_id}}}""");

        List<Chunk> chunks = TestSource.chunks(records, Filters.NONE, null);

        assertThat(chunks).hasSizeGreaterThan(1);
        assertThat(chunks.stream().flatMap(chunk -> chunk.records().stream()))
                .hasSize(3_000)
                .allSatisfy(record ->
                        assertThat((List<?>) record.values().get("names")).hasSize(3));
    }

    @Test
    void usesAnIndexForManyParentsOfFewChildren() throws Exception {
        source.sql(
                "CREATE TABLE obs (id INT PRIMARY KEY, group_id INT, note VARCHAR(200), INDEX (group_id))",
                "INSERT INTO obs SELECT seq, IF(seq <= 20, 1, NULL), REPEAT('x', 200) FROM seq_1_to_200000",
                "ANALYZE TABLE obs",
                "FLUSH STATUS");
        RecordSource records = source.records("[id]", """
                {sql: SELECT id FROM obs, children: {members: {sql: SELECT group_id FROM obs, on: group_id}}}""");

        List<SourceRecord> read = new ArrayList<>();
        records.read(Filters.NONE, null, 2_000, chunk -> read.addAll(chunk.records()));

        assertThat(read).hasSize(2_000);
        assertThat((List<?>) read.get(0).values().get("members")).hasSize(20);
        // Each scan of the table reads 200,000 rows one after another.
        assertThat(source.number("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                        + " WHERE VARIABLE_NAME = 'HANDLER_READ_RND_NEXT'"))
                .isLessThan(200_000);
    }

    @Test
    void saysThatThereIsNoSuchDatabase() throws Exception {
        String address = server.address("mariadb").replace("/hospital", "/nowhere");
        try (TestSource nowhere = new TestSource(folder, address, "river", "secret")) {
            RecordSource records = nowhere.records("[id]", "{table: plain}");

            assertThatThrownBy(() -> records.matching("1"))
                    .isInstanceOf(SourceException.Unavailable.class)
                    .hasMessage("The database 'hospital' does not answer: there is no such database (SQLState 42000)");
        }
    }

    @Test
    void speaksToAnAddressOfMySql() throws Exception {
        source.sql("CREATE TABLE plain (id INT PRIMARY KEY)", "INSERT INTO plain VALUES (7)");
        try (TestSource mysql = new TestSource(folder, server.address("mysql"), "river", "secret")) {
            assertThat(TestSource.keys(mysql.records("[id]", "{table: plain}"), Filters.NONE, null))
                    .containsExactly("7");
        }
    }

    @Test
    void saysThatThePasswordIsWrong() throws Exception {
        try (TestSource wrong = new TestSource(folder, server.address("mariadb"), "river", "guess")) {
            assertThatThrownBy(() -> wrong.records("[id]", "{table: plain}").matching("1"))
                    .isInstanceOf(SourceException.Unavailable.class)
                    .hasMessage("The database 'hospital' does not answer: the user may not connect (SQLState 28000)");
        }
    }
}
