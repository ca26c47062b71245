package org.fhirriver.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fhirriver.mapping.pipeline.KeysQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RereadTest {

    @TempDir
    private Path folder;

    private TestSource source;

    @BeforeEach
    void open() throws SourceException {
        source = TestSource.h2(folder);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void readsManyKeysTogetherAndTellsWhichAreGone() throws Exception {
        source.sql(
                "CREATE TABLE visits (id INT PRIMARY KEY, ward VARCHAR(10))",
                "INSERT INTO visits SELECT x, 'a' FROM" + " system_range(1, 1000)",
                "CREATE TABLE notes (visit INT, text VARCHAR(10))",
                "INSERT INTO notes VALUES (7, 'x'), (7, 'y')");
        RecordSource records = source.records("[id]", """
                {sql: "SELECT id, ward FROM visits", children: {notes: {sql: "SELECT * FROM notes", on: visit, order: text}}}""");

        Reread reread = records.reread(List.of("7", "1000", "1001", "seven"));

        assertThat(reread.records()).extracting(record -> record.key().text()).containsExactly("7", "1000");
        assertThat(reread.records().get(0).values().get("notes"))
                .asString()
                .contains("x")
                .contains("y");
        assertThat(reread.gone()).containsExactly("1001");
        assertThat(reread.refused())
                .singleElement()
                .satisfies(row -> assertThat(row.key()).isEqualTo("seven"));
        assertThat(records.reread(IntStream.rangeClosed(1, 500)
                                .mapToObj(String::valueOf)
                                .toList())
                        .records())
                .hasSize(500);
    }

    @Test
    void findsTheOneKeyThatCannotBeRead() throws Exception {
        source.sql(
                "CREATE TABLE labs (id INT PRIMARY KEY, result VARCHAR(10))",
                "INSERT INTO labs SELECT x, '1' FROM system_range(1, 100)",
                "UPDATE labs SET result = 'none' WHERE id = 42");
        RecordSource records =
                source.records("[id]", "{sql: 'SELECT id, CAST(result AS INT) + 1 AS result FROM labs'}");

        Reread reread = records.reread(
                IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).toList());

        assertThat(reread.records()).hasSize(99);
        assertThat(reread.gone()).containsExactly("101");
        assertThat(reread.refused()).singleElement().satisfies(row -> {
            assertThat(row.key()).isEqualTo("42");
            assertThat(row.cause()).startsWith("The database 'hospital' refused the reading of pipeline");
        });
    }

    @Test
    void blamesNoKeyWhereTheTableIsMissing() {
        RecordSource records = source.records("[id]", "{table: nowhere}");

        assertThatThrownBy(() -> records.reread(List.of("1"))).isInstanceOf(SourceException.Refused.class);
    }

    @Test
    void refusesKeysThatFindNoRow() throws Exception {
        source.sql("CREATE TABLE codes (id VARCHAR(10) PRIMARY KEY)", "INSERT INTO codes VALUES ('007')");
        RecordSource records = source.records("[id]", "{table: codes, columns: {id: integer}}");

        Reread reread = records.reread(List.of("7"));

        assertThat(reread.gone()).isEmpty();
        assertThat(reread.refused()).hasSize(1);
    }

    @Test
    void readsCompositeKeys() throws Exception {
        source.sql(
                "CREATE TABLE stays (a INT, b VARCHAR(5), PRIMARY KEY (a, b))",
                "INSERT INTO stays VALUES (1, 'x'), (1, 'y'), (2, 'x')");
        RecordSource records = source.records("[a, b]", "{table: stays}");

        Reread reread = records.reread(List.of("[\"1\",\"y\"]", "[\"2\",\"y\"]"));

        assertThat(reread.records()).extracting(record -> record.key().text()).containsExactly("[\"1\",\"y\"]");
        assertThat(reread.gone()).containsExactly("[\"2\",\"y\"]");
    }

    @Test
    void findsKeysByAQueryAndByTheClock() throws Exception {
        source.sql(
                "CREATE TABLE orders (id INT PRIMARY KEY, concept INT, ends TIMESTAMP, until_day DATE)",
                "INSERT INTO orders VALUES (1, 5, '2020-01-31 12:00:00', '2020-01-31'), (2, 5, NULL, NULL),"
                        + " (3, 6, '2020-01-31 12:00:01', '2020-02-01')");
        RecordSource records = source.records("[id]", "{table: orders, due: [ends, until_day]}");

        KeysQuery query = new KeysQuery(
                List.of("SELECT id FROM orders WHERE concept IN (", ") OR concept IN (", ") ORDER BY id"),
                List.of("concept", "other"));
        assertThat(found(sink -> records.search(query, Map.of("concept", List.of(5, 7)), sink)))
                .containsExactly("1", "2");
        assertThat(found(sink -> records.search(query, Map.of("other", List.of("6")), sink)))
                .containsExactly("3");
        Instant noon = Instant.parse("2020-01-31T12:00:00Z");
        assertThat(found(sink -> records.due("ends", noon.minusSeconds(1), noon, sink)))
                .containsExactly("1");
        assertThat(found(sink -> records.due("ends", noon, noon.plusSeconds(1), sink)))
                .containsExactly("3");
        assertThat(found(sink -> records.due("until_day", noon, Instant.parse("2020-02-01T00:00:01Z"), sink)))
                .containsExactly("3");
    }

    private interface Search {
        void into(java.util.function.Consumer<String> sink) throws SourceException;
    }

    private static List<String> found(Search search) throws SourceException {
        List<String> keys = new ArrayList<>();
        search.into(keys::add);
        return keys;
    }
}
