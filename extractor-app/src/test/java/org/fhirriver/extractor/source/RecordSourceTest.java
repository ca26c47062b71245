package org.fhirriver.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordSourceTest {

    @TempDir
    private Path folder;

    private TestSource h2;

    @BeforeEach
    void open() throws SourceException {
        h2 = TestSource.h2(folder);
    }

    @AfterEach
    void close() {
        h2.close();
    }

    @Test
    void readsATableInTheOrderOfItsKeyWhateverTheCaseOfItsNames() throws Exception {
        h2.sql(
                "CREATE TABLE visits (id INT, ward VARCHAR(10))",
                "INSERT INTO visits VALUES (10,'b'),(9,'a'),(100,'c')");

        List<Chunk> chunks = TestSource.chunks(h2.records("[id]", "{table: visits}"), Filters.NONE, null);

        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).records())
                .extracting(record -> record.key().text())
                .containsExactly("9", "10", "100");
        assertThat(chunks.get(0).records().get(0).values()).isEqualTo(Map.of("id", 9L, "ward", "a"));
        assertThat(chunks.get(0).position()).isEqualTo("100");
    }

    @Test
    void readsWhatStandsInForTablesAndColumnsThatAreMissing() throws Exception {
        h2.sql("CREATE TABLE visits (id INT, ward VARCHAR(10))", "INSERT INTO visits VALUES (7,'a')");
        RecordSource visits = h2.records("[id]", """
                {sql: 'SELECT id, bed FROM visits', if-missing: 'SELECT id, ward AS bed FROM visits', children: {
                  notes: {sql: 'SELECT visit, note FROM notes', on: visit, if-missing: none, order: note},
                  wards: {sql: 'SELECT ward FROM wards', on: ward, parent: bed, if-missing: ['SELECT w FROM wards', 'SELECT ward FROM visits']}}}""");
        RecordSource none =
                h2.records("[nr, bed]", "{sql: 'SELECT nr, bed FROM beds', if-missing: none, select: ward}");

        assertThat(visits.matching("7").records().get(0).values())
                .isEqualTo(Map.of("id", 7L, "bed", "a", "notes", List.of(), "wards", List.of(Map.of("ward", "a"))));
        assertThat(TestSource.keys(none, Filters.NONE, "[\"1\",\"2\"]")).isEmpty();
        assertThat(none.matching("5").records()).isEmpty();
        assertThat(none.again(List.of("[\"1\",\"2\"]")).values())
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.records()).isEmpty());
        assertThatThrownBy(() -> TestSource.keys(h2.records("[nr]", "{sql: SELECT nr FROM beds}"), Filters.NONE, null))
                .isInstanceOf(SourceException.class);
    }

    @Test
    void goesOnAfterACompositeKey() throws Exception {
        h2.sql(
                "CREATE TABLE visits (vday DATE, nr INT)",
                "INSERT INTO visits VALUES ('2150-01-01',1),('2150-01-01',2),('2150-01-02',1),('2150-01-03',5)");
        RecordSource source = h2.records("[vday, nr]", "{table: visits}");

        assertThat(TestSource.keys(source, Filters.NONE, null))
                .containsExactly(
                        "[\"2150-01-01\",\"1\"]",
                        "[\"2150-01-01\",\"2\"]",
                        "[\"2150-01-02\",\"1\"]",
                        "[\"2150-01-03\",\"5\"]");
        assertThat(TestSource.keys(source, Filters.NONE, "[\"2150-01-01\",\"2\"]"))
                .containsExactly("[\"2150-01-02\",\"1\"]", "[\"2150-01-03\",\"5\"]");
    }

    @Test
    void refusesRowsWithoutAKeyAndGoesOn() throws Exception {
        h2.sql("CREATE TABLE visits (id INT, nr INT)", "INSERT INTO visits VALUES (1,1),(NULL,2),(2,NULL),(3,3)");

        List<Chunk> chunks = TestSource.chunks(h2.records("[id, nr]", "{table: visits}"), Filters.NONE, null);

        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).records()).hasSize(2);
        assertThat(chunks.get(0).refused())
                .extracting(RefusedRow::cause)
                .containsExactly("A column of the key is null", "A column of the key is null");
        assertThat(chunks.get(0).size()).isEqualTo(4);
    }

    @Test
    void readsEveryRowOnceAfterGoingOnThoughSomeHaveNoKey() throws Exception {
        h2.sql(
                "CREATE TABLE visits (id INT, nr INT)",
                "INSERT INTO visits SELECT CASE WHEN MOD(x, 7) = 0 THEN NULL ELSE x END,"
                        + " CASE WHEN MOD(x, 11) = 0 THEN NULL ELSE x END FROM SYSTEM_RANGE(1, 12000)");
        RecordSource source = h2.records("[id, nr]", "{table: visits}");

        int rows = 0;
        int chunks = 0;
        String position = null;
        while (true) {
            List<Chunk> first = new java.util.ArrayList<>();
            source.read(Filters.NONE, position, Long.MAX_VALUE, chunk -> {
                first.add(chunk);
                return false;
            });
            if (first.isEmpty()) {
                break;
            }
            rows += first.get(0).size();
            chunks++;
            if (java.util.Objects.equals(position, first.get(0).position())) {
                break;
            }
            position = first.get(0).position();
        }

        assertThat(rows).isEqualTo(12_000);
        assertThat(chunks).isGreaterThan(2);
    }

    @Test
    void publishesNeitherOfTwoRowsThatContradictOneAnother() throws Exception {
        h2.sql(
                "CREATE TABLE visits (id INT, ward VARCHAR(10))",
                "INSERT INTO visits VALUES (1,'a'),(1,'b'),(2,'c'),(2,'c'),(3,'d')");

        Chunk chunk = TestSource.chunks(h2.records("[id]", "{table: visits}"), Filters.NONE, null)
                .get(0);

        assertThat(chunk.records()).extracting(record -> record.key().text()).containsExactly("2", "3");
        assertThat(chunk.refused()).extracting(RefusedRow::key).containsExactly("1", "1");
        assertThat(chunk.refused()).allSatisfy(row -> assertThat(row.cause()).doesNotContain("'a'"));
    }

    @Test
    void joinsChildrenByTheirValuesInTheirOrder() throws Exception {
        h2.sql(
                "CREATE TABLE person (id INT PRIMARY KEY, mother VARCHAR(10))",
                "CREATE TABLE person_name (person_id VARCHAR(10), given VARCHAR(10), preferred INT)",
                "INSERT INTO person VALUES (1,'7'),(2,'8'),(3,NULL)",
                "INSERT INTO person_name VALUES ('2','b',0),('1','a',0),('2','c',1),('x','y',1)",
                "CREATE TABLE aunt (of_mother INT, name VARCHAR(10))",
                "INSERT INTO aunt VALUES (7,'z'),(7,'a'),(9,'q')");
        RecordSource source = h2.records("[id]", """
                {sql: "SELECT * FROM person -- all of them", children: {
                    names: {sql: "SELECT * FROM person_name", on: person_id, order: preferred DESC},
                    aunts: {sql: "SELECT * FROM aunt", on: of_mother, parent: mother}}}""");

        List<SourceRecord> records =
                TestSource.chunks(source, Filters.NONE, null).get(0).records();

        assertThat(records.get(0).values().get("names"))
                .isEqualTo(List.of(Map.of("person_id", "1", "given", "a", "preferred", 0L)));
        assertThat((List<?>) records.get(1).values().get("names"))
                .map(row -> ((Map<?, ?>) row).get("given"))
                .isEqualTo(List.of("c", "b"));
        assertThat((List<?>) records.get(0).values().get("aunts"))
                .map(row -> ((Map<?, ?>) row).get("name"))
                .isEqualTo(List.of("a", "z"));
        assertThat(records.get(2).values().get("aunts")).isEqualTo(List.of());
    }

    @Test
    void joinsChildrenOfCompositeKeys() throws Exception {
        h2.sql(
                "CREATE TABLE stay (pat INT, nr INT)",
                "CREATE TABLE event (pat INT, stay INT, what VARCHAR(10))",
                "INSERT INTO stay VALUES (1,1),(1,2),(2,1)",
                "INSERT INTO event VALUES (1,2,'a'),(2,1,'b'),(2,2,'c')");
        RecordSource source = h2.records("[pat, nr]", """
                {sql: SELECT * FROM stay, children: {events: {sql: SELECT * FROM event, on: [pat, stay]}}}""");

        List<SourceRecord> records =
                TestSource.chunks(source, Filters.NONE, null).get(0).records();

        assertThat(records)
                .extracting(record -> ((List<?>) record.values().get("events")).size())
                .containsExactly(0, 1, 1);
    }

    @Test
    void selectsByAColumnOfItsOwn() throws Exception {
        h2.sql("CREATE TABLE visits (id INT, pat VARCHAR(10))", "INSERT INTO visits VALUES (3,'a'),(1,'b'),(2,'a')");

        Chunk chunk = h2.records("[id]", "{table: visits, select: pat}").matching("a");

        assertThat(chunk.records()).extracting(record -> record.key().text()).containsExactly("2", "3");
    }

    @Test
    void takesTheValueOfACallAsAValueAndNeverAsSql() throws Exception {
        h2.sql("CREATE TABLE visits (id INT, pat VARCHAR(30))", "INSERT INTO visits VALUES (1,'a'),(2,'b')");
        RecordSource byText = h2.records("[id]", "{table: visits, select: pat}");
        RecordSource byNumber = h2.records("[id]", "{table: visits}");

        assertThat(byText.matching("a' OR '1'='1").records()).isEmpty();
        assertThatThrownBy(() -> byNumber.matching("1 OR 1=1"))
                .isInstanceOf(WrongTypeException.class)
                .hasMessage("Column ID holds whole numbers; the given value is none");
    }

    @Test
    void filtersByBoundValues() throws Exception {
        h2.sql(
                "CREATE TABLE visits (id INT, changed TIMESTAMP)",
                "INSERT INTO visits SELECT x, DATEADD('DAY', x, TIMESTAMP '2150-01-01 00:00:00')"
                        + " FROM SYSTEM_RANGE(1, 9)");
        RecordSource source = h2.records("[id]", "{table: visits}");

        Filters range = new Filters(Map.of(Filters.KEY_FROM, "3", Filters.KEY_TO, "8", Filters.LIMIT, "4"));
        Filters since =
                new Filters(Map.of(Filters.CHANGED_COLUMN, "Changed", Filters.CHANGED_SINCE, "2150-01-09T00:00:00"));

        assertThat(TestSource.keys(source, range, null)).containsExactly("3", "4", "5", "6");
        assertThat(TestSource.keys(source, since, null)).containsExactly("8", "9");
        assertThat(source.count(range)).hasValue(4);
        assertThatThrownBy(() -> source.check(new Filters(Map.of(Filters.KEY_FROM, "1; DROP TABLE visits"))))
                .isInstanceOf(WrongTypeException.class);
        assertThatThrownBy(() -> source.check(
                        new Filters(Map.of(Filters.CHANGED_COLUMN, "id\" OR 1=1 --", Filters.CHANGED_SINCE, "1"))))
                .isInstanceOf(WrongTypeException.class)
                .hasMessageContaining("have no column");
    }

    @Test
    void saysWithoutSqlThatTheDatabaseRefusesAPipeline() {
        RecordSource source = h2.records("[id]", "{sql: SELECT secret FROM nowhere}");

        assertThatThrownBy(() -> source.matching("1"))
                .isInstanceOf(SourceException.Refused.class)
                .hasMessage("The database 'hospital' refused the reading of pipeline 'hospital-records':"
                        + " there is no such table (SQLState 42S04)")
                .hasNoCause();
    }

    @Test
    void saysWhichListADatabaseRefuses() throws Exception {
        h2.sql("CREATE TABLE visits (id INT)", "INSERT INTO visits VALUES (1)");
        RecordSource unknown = h2.records("[id]", """
                {sql: SELECT * FROM visits, children: {notes: {sql: SELECT * FROM nowhere, on: id}}}""");
        RecordSource disordered = h2.records("[id]", """
                {sql: SELECT * FROM visits, children: {same: {sql: SELECT * FROM visits, on: id, order: nothing}}}""");

        assertThatThrownBy(() -> unknown.matching("1"))
                .isInstanceOf(SourceException.Refused.class)
                .hasMessage("The database 'hospital' refused the reading of 'notes' of pipeline 'hospital-records':"
                        + " there is no such table (SQLState 42S02)");
        assertThatThrownBy(() -> TestSource.chunks(disordered, Filters.NONE, null))
                .isInstanceOf(SourceException.Refused.class)
                .hasMessage("The database 'hospital' refused the reading of 'same' of pipeline 'hospital-records':"
                        + " there is no such column (SQLState 42S22)");
    }

    @Test
    void bringsColumnsToTheirDeclaredTypesAndRefusesWhatDoesNotFit() throws Exception {
        h2.sql(
                "CREATE TABLE visits (id VARCHAR(10), vday VARCHAR(20))",
                "INSERT INTO visits VALUES ('007','2150-01-31 00:00:00'),('x','2150-01-31')");

        Chunk chunk = TestSource.chunks(
                        h2.records("[Id]", "{table: visits, columns: {Id: integer, vday: date}}"), Filters.NONE, null)
                .get(0);

        assertThat(chunk.records()).singleElement().satisfies(record -> {
            assertThat(record.key().text()).isEqualTo("7");
            assertThat(record.values()).isEqualTo(Map.of("Id", 7, "vday", "2150-01-31"));
        });
        assertThat(chunk.refused())
                .singleElement()
                .satisfies(row -> assertThat(row.cause()).isEqualTo("The column 'Id' is not an integer"));
    }

    @Test
    void readsFewerRecordsAtOnceWhenTheirChildrenAreMany() throws Exception {
        h2.sql(
                "CREATE TABLE person (id INT PRIMARY KEY)",
                "CREATE TABLE note (person_id INT, nr INT, text VARCHAR(1000000))",
                "INSERT INTO person SELECT x FROM SYSTEM_RANGE(1, 100)",
                "INSERT INTO note SELECT 1 + MOD(x, 100), x, REPEAT('x', 100000) FROM SYSTEM_RANGE(1, 1000)",
                "INSERT INTO note SELECT 50, x, REPEAT('y', 1000000) FROM SYSTEM_RANGE(1, 20)");
        RecordSource source = h2.records("[id]", """
                {sql: SELECT * FROM person, children: {notes: {sql: SELECT * FROM note, on: person_id, order: nr}}}""");

        List<Chunk> chunks = TestSource.chunks(source, Filters.NONE, null);

        assertThat(chunks).hasSizeGreaterThan(5);
        assertThat(chunks.stream().mapToInt(Chunk::size).sum()).isEqualTo(100);
        assertThat(chunks.stream().flatMap(chunk -> chunk.refused().stream()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.key()).isEqualTo("50");
                    assertThat(row.values()).isEmpty();
                });
    }
}
