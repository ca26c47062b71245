package org.fhirriver.mapping.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.record.RowImage.State;
import org.fhirriver.mapping.source.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangeEventTest {

    /** A value of each schema that Debezium's PostgreSQL, MySQL and MariaDB connectors write, and its canonical text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "int16" | | 7 | 7
            "int64" | | 9223372036854775807 | 9223372036854775807
            "boolean" | | true | true
            "double" | | 0.1 | 0.1
            "float" | | 1.5 | 1.5
            "string" | | "Ada" | Ada
            "bytes" | | "AQID" | AQID
            "int32" | io.debezium.time.Date | 18292 | 2020-01-31
            "int32" | io.debezium.time.Date | -1 | 1969-12-31
            "int32" | io.debezium.time.Date | -2147472692 | infinity
            "int32" | io.debezium.time.Date | -2147472691 | -infinity
            "int32" | org.apache.kafka.connect.data.Date | 18292 | 2020-01-31
            "string" | io.debezium.time.IsoDate | "2020-01-31Z" | 2020-01-31
            "int32" | io.debezium.time.Time | 43200500 | 12:00:00.5
            "int64" | io.debezium.time.MicroTime | 43200000001 | 12:00:00.000001
            "int64" | io.debezium.time.MicroTime | 86400000000 | 24:00:00
            "int64" | io.debezium.time.MicroTime | -45000000000 | -12:30:00
            "int64" | io.debezium.time.MicroTime | 3020399000000 | 838:59:59
            "int64" | io.debezium.time.NanoTime | 1 | 00:00:00.000000001
            "int32" | org.apache.kafka.connect.data.Time | 43200000 | 12:00:00
            "string" | io.debezium.time.IsoTime | "12:00:00.5Z" | 12:00:00.5
            "string" | io.debezium.time.ZonedTime | "11:00:00Z" | 11:00:00Z
            "int64" | io.debezium.time.Timestamp | 1580472000500 | 2020-01-31T12:00:00.5
            "int64" | io.debezium.time.MicroTimestamp | 1580472000000001 | 2020-01-31T12:00:00.000001
            "int64" | io.debezium.time.MicroTimestamp | -1 | 1969-12-31T23:59:59.999999
            "int64" | io.debezium.time.MicroTimestamp | 9223372036825200000 | infinity
            "int64" | io.debezium.time.MicroTimestamp | -9223372036832400000 | -infinity
            "int64" | io.debezium.time.Timestamp | 9223372036825200 | infinity
            "int64" | io.debezium.time.NanoTimestamp | 1580472000000000001 | 2020-01-31T12:00:00.000000001
            "int64" | io.debezium.time.NanoTimestamp | 9223372036854775807 | infinity
            "int64" | org.apache.kafka.connect.data.Timestamp | 1580472000000 | 2020-01-31T12:00:00
            "string" | io.debezium.time.IsoTimestamp | "2020-01-31T12:00:00.5Z" | 2020-01-31T12:00:00.5
            "string" | io.debezium.time.IsoTimestamp | "+292278994-08-16T23:00:00Z" | infinity
            "string" | io.debezium.time.ZonedTimestamp | "2020-01-31T12:00:00.5+01:00" | 2020-01-31T11:00:00.5Z
            "string" | io.debezium.time.ZonedTimestamp | "-292275055-05-16T23:00:00Z" | -infinity
            "int32" | io.debezium.time.Year | 2020 | 2020
            "string" | io.debezium.time.Interval | "P1Y2M3DT4H5M6.78S" | P1Y2M3DT4H5M6.78S
            "bytes" | org.apache.kafka.connect.data.Decimal:scale=2 | "AN3X" | 567.91
            "bytes" | org.apache.kafka.connect.data.Decimal:scale=0 | "AP//////////" | 18446744073709551615
            "bytes" | org.apache.kafka.connect.data.Decimal:scale=2 | 1.50 | 1.50
            "struct" | io.debezium.data.VariableScaleDecimal | {"scale": 3, "value": "AN3X"} | 56.791
            "string" | io.debezium.data.Enum | "IN" | IN
            "string" | io.debezium.data.EnumSet | "a,b" | a,b
            "bytes" | io.debezium.data.Bits:length=10 | "BQI=" | 1000000101
            "bytes" | io.debezium.data.Bits:length=2147483647 | "BQ==" | 00000101
            "string" | io.debezium.data.Uuid | "A81BC81B-DEAD-4E5D-ABFF-90865D1E13B1" | a81bc81b-dead-4e5d-abff-90865d1e13b1
            "string" | io.debezium.data.Json | "{\\"a\\": [1, 2.50]}" | {a=[1, 2.50]}
            "string" | io.debezium.data.Json | "null" |
            "string" | io.debezium.data.Xml | "<a/>" | <a/>
            "string" | io.debezium.data.Ltree | "a.b" | a.b
            """)
    void decodesEveryEncoding(String type, String schema, String json, String canonical) throws Exception {
        RowImage.Cell cell = image(type, schema, json).cell("V", null);

        assertThat(cell.reason()).isEmpty();
        assertThat(cell.value() == null ? null : cell.value().toString()).isEqualTo(canonical);
    }

    @Test
    void decodesTheItemsOfArrays() throws Exception {
        RowImage image = event("""
                {"type": "array", "items": {"type": "int32", "name": "io.debezium.time.Date"}, "field": "v"}""", "[18292, null]").after().orElseThrow();

        assertThat(image.cell("v", null).value()).isEqualTo(Arrays.asList("2020-01-31", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"__debezium_unavailable_value\"",
                "\"X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==\"",
                "\"5f5f646562657a69756d5f756e617661696c61626c655f76616c7565\"",
                "[\"__debezium_unavailable_value\"]",
                "[95,95,100,101,98,101,122,105,117,109,95,117,110,97,118,97,105,108,97,98,108,101,95,118,97,108,117,101]",
                "{\"__debezium_unavailable_value\": \"__debezium_unavailable_value\"}",
            })
    void knowsAValueThatTheLogDoesNotHave(String json) throws Exception {
        RowImage image =
                event("{\"type\": \"string\", \"field\": \"v\"}", json).after().orElseThrow();

        assertThat(image.cell("v", null).state()).isEqualTo(State.UNAVAILABLE);
        assertThat(image.isIncomplete()).isTrue();
        assertThat(image.cell("k", null).value()).isEqualTo(1);
        assertThat(image.cell("other", null).state()).isEqualTo(State.ABSENT);
    }

    @Test
    void tellsWhereItHappened() throws Exception {
        ChangeEvent event = read("""
                {"before": null, "after": {"k": 1}, "op": "r", "source": {"connector": "postgresql", "db": "mimic",
                 "schema": "public", "table": "Admissions", "txId": 770, "snapshot": "last"}}""");

        assertThat(event.kind()).isEqualTo(ChangeEvent.Kind.READ);
        assertThat(event.source().transaction()).isEqualTo(770);
        assertThat(event.source().snapshot()).isEqualTo("last");
        assertThat(event.source().isTable("admissions")).isTrue();
        assertThat(event.source().isTable("PUBLIC.admissions")).isTrue();
        assertThat(event.source().isTable("other.admissions")).isFalse();
    }

    @Test
    void followsTheSchemasOfATopic() throws Exception {
        ChangeReader reader = new ChangeReader();
        String dates = ofType("io.debezium.time.Date", "1");
        String numbers = ofType("", "1");

        assertThat(value(reader, "t", dates)).isEqualTo("1970-01-02");
        assertThat(value(reader, "t", ofType("io.debezium.time.Date", "2"))).isEqualTo("1970-01-03");
        assertThat(value(reader, "t", numbers)).isEqualTo(1);
        assertThat(value(reader, "t", dates)).isEqualTo("1970-01-02");
        assertThat(value(reader, "another", numbers)).isEqualTo(1);
        assertThat(value(reader, "t", dates)).isEqualTo("1970-01-02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "1}", ", \"op\": }", "]"})
    void refusesWhatIsNoJsonBehindAKnownSchema(String end) throws Exception {
        ChangeReader reader = new ChangeReader();
        String known = ofType("", "1");
        assertThat(reader.read("t", known.getBytes(UTF_8))).isPresent();

        assertThatThrownBy(() -> reader.read("t", (known + end).getBytes(UTF_8)))
                .isInstanceOf(ChangeReader.UnreadableChangeException.class);
        assertThatThrownBy(() -> reader.read("t", (known.substring(0, known.length() - 2) + end).getBytes(UTF_8)))
                .isInstanceOf(ChangeReader.UnreadableChangeException.class);
    }

    @Test
    void readsWhatStandsBehindThePayload() throws Exception {
        ChangeReader reader = new ChangeReader();
        String known = ofType("", "1");
        assertThat(value(reader, "t", known)).isEqualTo(1);

        assertThat(value(reader, "t", known + " ")).isEqualTo(1);
        assertThat(value(reader, "t", known.substring(0, known.length() - 1) + ", \"more\": {\"a\": 1}}"))
                .isEqualTo(1);
        assertThat(reader.read(
                        "t",
                        known.replaceAll("\"payload\": .*", "\"payload\": null}")
                                .getBytes(UTF_8)))
                .isEmpty();
    }

    private static String ofType(String name, String value) {
        return """
                {"schema": {"type": "struct", "fields": [{"type": "struct", "field": "after", "fields": [\
                {"type": "int32", "name": "%s", "field": "v"}]}]}, \
                "payload": {"after": {"v": %s}, "op": "c", "source": {"connector": "mysql"}}}""".formatted(name, value);
    }

    private static Object value(ChangeReader reader, String topic, String json) throws Exception {
        ChangeEvent event = reader.read(topic, json.getBytes(UTF_8)).orElseThrow();
        return event.after().orElseThrow().cell("v", null).value();
    }

    @Test
    void isNoneWhereTheMessageIsSomethingElse() throws Exception {
        assertThat(new ChangeReader().read("t", "{\"status\": \"BEGIN\", \"id\": \"1\"}".getBytes(UTF_8)))
                .isEmpty();
        assertThatThrownBy(() -> new ChangeReader().read("t", "[1]".getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ChangeReader.UnreadableChangeException.class,
                        e -> assertThat(e.reason()).isEqualTo("The message is not a JSON object"));
    }

    @Test
    void takesWithoutASchemaOnlyWhatHasOneMeaning() throws Exception {
        RowImage image = read("""
                {"before": null, "after": {"n": 18292, "t": "AN3X", "b": true, "z": null}, "op": "c",
                 "source": {"connector": "mysql", "table": "t"}}""").after().orElseThrow();

        assertThat(image.cell("n", ColumnType.INTEGER).value()).isEqualTo(18292);
        assertThat(image.cell("b", null).value()).isEqualTo(true);
        assertThat(image.cell("z", ColumnType.DATE).state()).isEqualTo(State.NULL);
        assertThat(image.cell("n", null).state()).isEqualTo(State.UNREADABLE);
        assertThat(image.cell("t", ColumnType.DECIMAL).reason())
                .startsWith("may be of several types, for the change event has no schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "u", "r"})
    void makesARecordOfTheRowAfterTheChange(String op) {
        assertThat(deliver(op, "{\"ID\": 0}", "{\"ID\": 7, \"Name\": \"x\"}", "true"))
                .isInstanceOfSatisfying(Delivery.Row.class, delivery -> {
                    assertThat(delivery.record().key().text()).isEqualTo("7");
                    assertThat(delivery.record().values()).isEqualTo(Map.of("id", 7, "name", "x"));
                });
    }

    @Test
    void tellsOfADeletionByTheKeyBefore() {
        assertThat(deliver("d", "{\"ID\": 7, \"Name\": null}", "null", "true"))
                .isInstanceOfSatisfying(
                        Delivery.Deletion.class,
                        delivery -> assertThat(delivery.keyColumns()
                                        .orElseThrow()
                                        .key()
                                        .text())
                                .isEqualTo("7"));
    }

    @Test
    void makesATouchOfARowWithAValueThatTheLogDoesNotHave() {
        assertThat(deliver("u", "null", "{\"ID\": 7, \"Name\": \"__debezium_unavailable_value\"}", "true"))
                .isInstanceOfSatisfying(
                        Delivery.Touch.class,
                        delivery -> assertThat(delivery.key().text()).isEqualTo("7"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            t | true | The table was truncated: read the pipeline as a full batch, which deletes what is gone
            m | true | The change event is a message of the log, not a row
            c | true | The change event has no row after the change
            """)
    void refusesWhatIsNoRow(String op, String schemas, String reason) {
        assertThat(deliver(op, "null", "null", schemas)).isEqualTo(new Delivery.Refused(reason));
    }

    @Test
    void refusesToGuessTypes() {
        assertThat(deliver("c", "null", "{\"ID\": 7, \"Name\": \"x\"}", "false"))
                .isEqualTo(new Delivery.Refused("The column 'name' may be of several types, for the change event has no"
                        + " schema: let the connector write schemas, or declare the column as integer, text, boolean or"
                        + " double"));
    }

    private static Delivery deliver(String op, String before, String after, String schemas) {
        Extraction extraction = new Extraction(
                "s",
                new Extraction.Delivered(),
                List.of(),
                Map.of("id", ColumnType.INTEGER),
                List.of(),
                List.of(),
                List.of(),
                Position.startOf("f"));
        String row = "[{\"type\": \"int32\", \"field\": \"ID\"}, {\"type\": \"string\", \"field\": \"Name\"}]";
        String payload = "{\"before\": %s, \"after\": %s, \"op\": \"%s\", \"source\": {\"connector\": \"mysql\"}}"
                .formatted(before, after, op);
        String schema = """
                {"type": "struct", "fields": [{"type": "struct", "field": "before", "fields": %1$s},
                 {"type": "struct", "field": "after", "fields": %1$s}]}""".formatted(row);
        String json = schemas.equals("true") ? "{\"schema\": %s, \"payload\": %s}".formatted(schema, payload) : payload;
        return new RecordReader(List.of("id"), extraction).delivered(json.getBytes(UTF_8));
    }

    private static RowImage image(String type, String schema, String json) throws Exception {
        String[] named = schema == null ? new String[0] : schema.split(":");
        String[] parameter = named.length > 1 ? named[1].split("=") : new String[0];
        String field = "{\"type\": %s%s%s, \"field\": \"v\"}"
                .formatted(
                        type,
                        named.length == 0 ? "" : ", \"name\": \"" + named[0] + "\"",
                        parameter.length == 0
                                ? ""
                                : ", \"parameters\": {\"%s\": \"%s\"}".formatted(parameter[0], parameter[1]));
        return event(field, json).after().orElseThrow();
    }

    private static ChangeEvent event(String field, String json) throws Exception {
        return read("""
                {"schema": {"type": "struct", "name": "changes.mimic.t.Envelope", "fields": [
                  {"type": "struct", "field": "after", "fields": [{"type": "int32", "field": "k"}, %s]}]},
                 "payload": {"before": null, "after": {"k": 1, "v": %s}, "op": "u", "source": {"connector": "mysql"}}}""".formatted(field, json));
    }

    private static ChangeEvent read(String json) throws Exception {
        ChangeReader reader = new ChangeReader();
        assertThat(reader.read("t", json.getBytes(UTF_8))).isPresent();
        // The second message with the same schema is read in another way.
        return reader.read("t", json.getBytes(UTF_8)).orElseThrow();
    }
}
