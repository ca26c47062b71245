package org.fhirriver.mapping.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.source.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that share their names become the same records as maps with the same content. */
final class RowFormTest {

    private static final ColumnNames NAMES = ColumnNames.of(List.of("id", "Taken", "amount", "note", "rows"));

    private final RecordReader reader = reader("id", "note");

    static Stream<List<@Nullable Object>> rows() {
        return Stream.of(
                Arrays.asList(7L, "2020-01-31 10:00:00", new BigDecimal("1.50"), "ü\n", List.of()),
                Arrays.asList(7L, "2020-02-30 10:00:00", null, "a", List.of()),
                Arrays.asList("8", null, "2.0", "a", List.of(child("NAME", "x"), child("name", "y"))),
                Arrays.asList(null, null, null, "a", List.of()),
                Arrays.asList(7L, null, null, "  ", List.of()),
                Arrays.asList(7L, null, "many", "a", List.of()),
                Arrays.asList(7L, null, null, List.of("a"), List.of()),
                Arrays.asList(7L, null, null, null, null));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void makesTheRecordThatAMapWouldMake(List<@Nullable Object> values) {
        RowValues row = new RowValues(NAMES, values.toArray());
        Map<String, @Nullable Object> map = new LinkedHashMap<>(row);

        RecordReading ours = reader.form(NAMES).canonical(row);

        assertThat(ours).isEqualTo(reader.canonical(map));
        assertThat(json(ours)).isEqualTo(json(reader.canonical(map)));
    }

    @Test
    void readsRowsWithOtherNamesToo() {
        RowValues other = new RowValues(ColumnNames.of(List.of("id", "note")), new Object[] {1, "a"});

        assertThat(reader.form(NAMES).canonical(other)).isEqualTo(reader.canonical(Map.of("id", 1, "note", "a")));
    }

    @Test
    void refusesARowThatHasAColumnTwice() {
        ColumnNames names = ColumnNames.of(List.of("id", "ID", "note"));
        RowValues row = new RowValues(names, new Object[] {1, 2, "a"});

        assertThat(reader.form(names).canonical(row))
                .isEqualTo(new RecordReading.Refused("The message has two columns 'id'"));
    }

    @Test
    void refusesARowWithoutAColumnOfTheKey() {
        ColumnNames names = ColumnNames.of(List.of("id"));

        assertThat(reader.form(names).canonical(new RowValues(names, new Object[] {1})))
                .isEqualTo(new RecordReading.Refused("The record has no column 'note', which is part of its key"));
    }

    @Test
    void isAMapThatCannotBeChanged() {
        RowValues row = new RowValues(NAMES, new Object[] {1, null, null, "a", List.of()});

        assertThat(row)
                .isEqualTo(new LinkedHashMap<>(row))
                .hasSameHashCodeAs(new LinkedHashMap<>(row))
                .hasToString("{id=1, Taken=null, amount=null, note=a, rows=[]}")
                .containsKey("Taken")
                .doesNotContainKey("taken");
        assertThat(row.get("other")).isNull();
        assertThatThrownBy(() -> row.put("id", 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static RowValues child(String name, String value) {
        return new RowValues(ColumnNames.of(List.of(name)), new Object[] {value});
    }

    private static String json(RecordReading reading) {
        return reading.fold(
                record -> new String(RecordReader.json(record.values()), StandardCharsets.UTF_8),
                RecordReading.Refused::reason);
    }

    private static RecordReader reader(String... key) {
        Position position = Position.startOf("test.yaml");
        Map<String, ColumnType> types = new LinkedHashMap<>();
        types.put("taken", ColumnType.TIMESTAMP);
        types.put("amount", ColumnType.DECIMAL);
        Extraction.Child child = new Extraction.Child(
                "rows", "SELECT 1", new Extraction.Fails(), List.of("id"), List.of("id"), "", position);
        return new RecordReader(
                List.of(key),
                new Extraction(
                        "s",
                        new Extraction.Delivered(),
                        List.of(key),
                        types,
                        List.of(child),
                        List.of(),
                        List.of(),
                        position));
    }
}
