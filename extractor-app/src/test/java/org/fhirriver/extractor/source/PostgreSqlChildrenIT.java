package org.fhirriver.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fhirriver.test.PostgresForTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the types of the columns that they are found by. */
final class PostgreSqlChildrenIT {

    @TempDir
    private static Path folder;

    private static PostgresForTests server;
    private static TestSource source;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresForTests.start();
        server.createDatabase("hospital");
        source = new TestSource(folder, server.jdbcUrl("hospital"), server.user(), server.password());
    }

    @AfterAll
    static void stop() {
        source.close();
        server.close();
    }

    @Test
    void areFoundByNumbersOfEverySize() throws Exception {
        source.sql(
                "CREATE TABLE visit (id bigint PRIMARY KEY, small text, middle numeric(30), large bigint)",
                "INSERT INTO visit VALUES (1, '7', 70000, 9223372036854775807), (2, 'x', 1e25, NULL), (3, '007', NULL, 3)",
                "CREATE TABLE in_small (nr smallint, name text)",
                "INSERT INTO in_small VALUES (7, 'b'), (7, 'a'), (8, 'c')",
                "CREATE TABLE in_middle (nr integer, name text)",
                "INSERT INTO in_middle VALUES (70000, 'd')",
                "CREATE TABLE in_large (nr bigint, name text)",
                "INSERT INTO in_large VALUES (9223372036854775807, 'e'), (3, 'f')",
                "CREATE TABLE in_none (nr bigint, name text)");
        RecordSource records = source.records("[id]", """
                {sql: SELECT * FROM visit, children: {
                    small: {sql: SELECT * FROM in_small, on: nr, parent: small, order: name},
                    middle: {sql: SELECT * FROM in_middle, on: nr, parent: middle},
                    large: {sql: SELECT * FROM in_large, on: nr, parent: large},
                    none: {sql: SELECT * FROM in_none, on: nr, parent: id}}}""");

        List<SourceRecord> found =
                TestSource.chunks(records, Filters.NONE, null).get(0).records();

        assertThat(found).extracting(record -> names(record, "small")).containsExactly("[a, b]", "[]", "[]");
        assertThat(found).extracting(record -> names(record, "middle")).containsExactly("[d]", "[]", "[]");
        assertThat(found).extracting(record -> names(record, "large")).containsExactly("[e]", "[]", "[f]");
        assertThat(found).extracting(record -> names(record, "none")).containsOnly("[]");
    }

    @Test
    void areFoundByTextsAndByOtherTypes() throws Exception {
        source.sql(
                "CREATE TABLE stay (id uuid PRIMARY KEY, ward char(4), day date)",
                "INSERT INTO stay VALUES ('00000000-0000-0000-0000-000000000001', 'A''B', '2150-01-31')",
                "CREATE TABLE of_id (id uuid, name text)",
                "INSERT INTO of_id VALUES ('00000000-0000-0000-0000-000000000001', 'a')",
                "CREATE TABLE of_ward (ward char(4), name text)",
                "INSERT INTO of_ward VALUES ('A''B', 'b'), ('AB', 'x')",
                "CREATE TABLE of_both (ward char(4), day date, name text)",
                "INSERT INTO of_both VALUES ('A''B', '2150-01-31', 'c'), ('A''B', '2150-02-01', 'x')");
        RecordSource records = source.records("[id]", """
                {sql: SELECT * FROM stay, children: {
                    of_id: {sql: SELECT * FROM of_id, on: id},
                    of_ward: {sql: SELECT * FROM of_ward, on: ward, parent: ward},
                    of_both: {sql: SELECT * FROM of_both, on: [ward, day], parent: [ward, day]}}}""");

        List<SourceRecord> found =
                TestSource.chunks(records, Filters.NONE, null).get(0).records();

        assertThat(found).singleElement().satisfies(record -> {
            assertThat(names(record, "of_id")).isEqualTo("[a]");
            assertThat(names(record, "of_ward")).isEqualTo("[b]");
            assertThat(names(record, "of_both")).isEqualTo("[c]");
        });
    }

    @Test
    void areReadForMoreRecordsThanAStatementHasPlacesFor() throws Exception {
        source.sql(
                "CREATE TABLE much AS SELECT n AS id FROM generate_series(1, 12345) n",
                "CREATE TABLE of_much AS SELECT n AS id, n * 2 AS twice FROM generate_series(1, 12345) n",
                "CREATE INDEX ON of_much (id)");
        RecordSource records = source.records("[id]", """
                {sql: SELECT * FROM much, children: {of_much: {sql: SELECT * FROM of_much, on: id}}}""");

        List<Chunk> chunks = TestSource.chunks(records, Filters.NONE, null);

        assertThat(chunks.stream().mapToInt(Chunk::size).sum()).isEqualTo(12_345);
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.records()).allSatisfy(record -> {
                    long id = ((Number) record.values().get("id")).longValue();
                    assertThat(record.values()).containsEntry("of_much", List.of(Map.of("id", id, "twice", id * 2)));
                }));
    }

    private static String names(SourceRecord record, String list) {
        return ((List<?>) record.values().get(list))
                .stream().map(row -> ((Map<?, ?>) row).get("name")).toList().toString();
    }
}
