package org.fhirriver.mapping.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.source.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordReaderTest {

    @Test
    void namesColumnsAsThePipelineDeclaresThem() {
        RecordReader reader = reader(List.of("hadm_id"), Map.of("AdmitTime", ColumnType.TIMESTAMP));

        Map<String, Object> values = read(reader, """
                {"HADM_ID": 5, "ADMITTIME": "2150-01-01 10:00:00.500", "Ethnicity": null}""");

        assertThat(values)
                .containsEntry("hadm_id", 5)
                .containsEntry("AdmitTime", "2150-01-01T10:00:00.5")
                .containsEntry("ethnicity", null);
    }

    @Test
    void keepsEveryDigit() {
        Map<String, Object> values = read(reader(List.of("k"), Map.of()), """
                {"k": 1, "a": 0.10, "b": 123456789012345678901234567890, "c": 9007199254740993, "d": 1.5e3, "e": -0.0}""");

        assertThat(values)
                .containsEntry("a", new BigDecimal("0.10"))
                .containsEntry("b", new BigInteger("123456789012345678901234567890"))
                .containsEntry("c", 9007199254740993L);
        assertThat(new String(RecordReader.json(values), StandardCharsets.UTF_8))
                .isEqualTo("{\"k\":1,\"a\":0.10,\"b\":123456789012345678901234567890,\"c\":9007199254740993,"
                        + "\"d\":1500,\"e\":0.0}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "INTEGER, `\"12\"`, 12",
                "INTEGER, `\" +012 \"`, 12",
                "INTEGER, 12.0, 12",
                "INTEGER, `\"\"`, null",
                "DECIMAL, `\"0.10\"`, 0.10",
                "DECIMAL, 7, 7",
                "BOOLEAN, `\"Yes\"`, true",
                "BOOLEAN, 0, false",
                "BOOLEAN, `\"f\"`, false",
                "DATE, `\"2020-02-29\"`, `\"2020-02-29\"`",
                "DATE, `\"2020-01-31 00:00:00\"`, `\"2020-01-31\"`",
                "DATE, `\"infinity\"`, `\"infinity\"`",
                "TIMESTAMP, `\"2020-01-31\"`, `\"2020-01-31T00:00:00\"`",
                "TIMESTAMP, `\"2020-01-31 10:05\"`, `\"2020-01-31T10:05:00\"`",
                "TIMESTAMP, `\"2020-01-31T10:05:00.120\"`, `\"2020-01-31T10:05:00.12\"`",
                "TIMESTAMP, `\"2020-01-31T10:05:00Z\"`, `\"2020-01-31T10:05:00Z\"`",
                "TIMESTAMPTZ, `\"2020-01-31 10:05:00+01\"`, `\"2020-01-31T09:05:00Z\"`",
                "TIMESTAMPTZ, `\"2020-01-31T10:05:00.1-0530\"`, `\"2020-01-31T15:35:00.1Z\"`",
                "TIME, `\"10:05\"`, `\"10:05:00\"`",
                "TEXT, 7.50, `\"7.50\"`",
                "TEXT, `\"\"`, `\"\"`",
                "TEXT, true, `\"true\"`",
            })
    void bringsValuesToTheirDeclaredTypes(ColumnType type, String json, String expected) {
        RecordReader reader = reader(List.of("k"), Map.of("v", type));

        Map<String, Object> values = read(reader, "{\"k\": 1, \"v\": " + json + "}");

        assertThat(new String(RecordReader.json(values), StandardCharsets.UTF_8))
                .isEqualTo("{\"k\":1,\"v\":" + expected + "}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "INTEGER, 12.5, is not an integer",
                "INTEGER, `\"abc\"`, is not an integer",
                "INTEGER, `\"1E+999999999\"`, is a number of more than 400 digits",
                "INTEGER, true, `is a boolean, not an integer`",
                "DECIMAL, `\"1,5\"`, is not a decimal number",
                "BOOLEAN, `\"maybe\"`, is none of the spellings of true and false",
                "BOOLEAN, 2, is none of the spellings of true and false",
                "DATE, `\"2020-02-30\"`, is not a date",
                "DATE, `\"31.01.2020\"`, is not a date",
                "DATE, `\"2020-01-31 10:00:00\"`, is not a date",
                "DATE, 20200131, `is a number, not a date`",
                "TIMESTAMP, `\"yesterday\"`, is not a date and time",
                "TIMESTAMPTZ, `\"2020-01-31 10:05:00\"`, is not a date and time with an offset",
                "TIME, `\"25:00\"`, is not a time",
                "TEXT, [1], `is a structure, not text`",
            })
    void refusesWhatIsNotOfItsTypeWithoutSayingTheValue(ColumnType type, String json, String reason) {
        RecordReader reader = reader(List.of("k"), Map.of("v", type));

        assertThat(refusal(reader, "{\"k\": 1, \"v\": " + json + "}")).isEqualTo("The column 'v' " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1}|The record has no column 'k', which is part of its key",
                "{\"k\": null}|The key column 'k' is null",
                "{\"k\": \" \"}|The key column 'k' is empty",
                "{\"k\": [1]}|The key column 'k' holds a structure, not a value",
                "{\"k\": 1, \"K\": 2}|The message has two columns 'k'",
                "[1]|The message is not a JSON object",
                "{\"k\": 1} 2|Something follows the message's JSON object",
                "{\"k\": 1,,}|The message is not JSON",
                "``|The message is not a JSON object",
                "{\"k\": 1, \"n\": 1e400000000}|A value of the message is a number of more than 400 digits",
                "{\"schema\": {\"type\": \"struct\"}, \"payload\": null}|The message has a Connect schema, but its payload is not a struct",
            })
    void saysWhyAMessageIsNoRecord(String json, String reason) {
        assertThat(refusal(reader(List.of("k"), Map.of()), json)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"A\": \"10013\", \"b\": 1.50}", "{\"B\": 1.5000, \"a\": 10013, \"x\": []}"})
    void computesTheKeyFromTheKeyColumns(String json) {
        RecordReading reading = reader(List.of("a", "b"), Map.of()).read(json.getBytes(StandardCharsets.UTF_8));

        assertThat(reading.<String>fold(record -> record.key().text(), RecordReading.Refused::reason))
                .isEqualTo("[\"10013\",\"1.5\"]");
    }

    @Test
    void namesAFloatingPointNumberByItsShortestDigits() {
        Map<String, ColumnType> columns = Map.of("csv", ColumnType.DOUBLE, "database", ColumnType.DOUBLE);

        Map<String, Object> values = read(reader(List.of("id"), columns), """
                {"id": 1, "csv": "1.8750", "database": 1.875}
                """);

        assertThat(values)
                .containsEntry("csv", new BigDecimal("1.875"))
                .containsEntry("database", new BigDecimal("1.875"));
    }

    @Test
    void unwrapsConnectWithItsLogicalTypes() {
        Map<String, ColumnType> columns = Map.of("local", ColumnType.TIMESTAMP, "price", ColumnType.DECIMAL);

        Map<String, Object> values = read(reader(List.of("id"), columns), """
                {"schema": {"type": "struct", "optional": false, "name": "admissions", "fields": [
                   {"field": "ID", "type": "int32", "optional": false},
                   {"field": "born", "type": "int32", "name": "org.apache.kafka.connect.data.Date", "version": 1},
                   {"field": "at", "type": "int32", "name": "org.apache.kafka.connect.data.Time", "version": 1},
                   {"field": "seen", "type": "int64", "name": "org.apache.kafka.connect.data.Timestamp", "version": 1},
                   {"field": "local", "type": "int64", "name": "org.apache.kafka.connect.data.Timestamp", "version": 1},
                   {"field": "micro", "type": "int64", "name": "io.debezium.time.MicroTimestamp", "version": 1},
                   {"field": "price", "type": "bytes", "name": "org.apache.kafka.connect.data.Decimal",
                    "parameters": {"scale": "2"}},
                   {"field": "gone", "type": "int32", "name": "org.apache.kafka.connect.data.Date", "optional": true},
                   {"field": "tags", "type": "array", "items": {"type": "string"}}]},
                 "payload": {"ID": 7, "born": -1, "at": 43200500, "seen": 1580472000123, "local": -1,
                   "micro": 1580472000123456, "price": "AfQ=", "gone": null, "tags": ["a"]}}
                """);

        assertThat(values)
                .containsEntry("id", 7)
                .containsEntry("born", "1969-12-31")
                .containsEntry("at", "12:00:00.5")
                .containsEntry("seen", "2020-01-31T12:00:00.123Z")
                .containsEntry("local", "1969-12-31T23:59:59.999")
                .containsEntry("micro", "2020-01-31T12:00:00.123456")
                .containsEntry("price", new BigDecimal("5.00"))
                .containsEntry("gone", null)
                .containsEntry("tags", List.of("a"));
    }

    @Test
    void takesATableOfASchemaAndAPayloadForATable() {
        Map<String, Object> values =
                read(reader(List.of("schema"), Map.of()), "{\"schema\": \"public\", \"payload\": {\"A\": 1}}");

        assertThat(values).containsEntry("schema", "public").containsEntry("payload", Map.of("A", 1));
        assertThat(read(reader(List.of("k"), Map.of()), "{\"schema\": null, \"payload\": {\"k\": 1}}"))
                .containsEntry("k", 1);
    }

    @Test
    void refusesAValueThatDoesNotFitItsSchema() {
        String schema = "{\"type\":\"struct\",\"fields\":[{\"field\":\"k\",\"type\":\"int32\","
                + "\"name\":\"org.apache.kafka.connect.data.Date\"}]}";

        for (String value : List.of("\"x\"", "99999999999999", "1.5")) {
            assertThat(refusal(
                            reader(List.of("k"), Map.of()),
                            "{\"schema\":" + schema + ",\"payload\":{\"k\":" + value + "}}"))
                    .isEqualTo("The column 'k' does not fit its Connect schema");
        }
    }

    @Test
    void lowersTheColumnsOfChildrenButNotWhatJsonColumnsHold() {
        Extraction.Child child = new Extraction.Child(
                "Names", "SELECT", new Extraction.Fails(), List.of("id"), List.of("id"), "", Position.startOf("f"));
        RecordReader reader = new RecordReader(List.of("id"), extraction(Map.of(), List.of(child)));

        Map<String, Object> values =
                read(reader, "{\"ID\": 1, \"NAMES\": [{\"GIVEN\": \"x\"}, 3], \"EXTRA\": {\"Foo\": [{\"Bar\": 1}]}}");

        assertThat(values)
                .containsEntry("Names", Arrays.asList(Map.of("given", "x"), 3))
                .containsEntry("extra", Map.of("Foo", List.of(Map.of("Bar", 1))));
    }

    @Test
    void showsNoValueInItsText() {
        RecordReading reading =
                reader(List.of("k"), Map.of()).read("{\"k\": \"secret\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(reading).hasToString("a record of 1 columns");
    }

    private static RecordReader reader(List<String> key, Map<String, ColumnType> columns) {
        return new RecordReader(key, extraction(columns, List.of()));
    }

    private static Extraction extraction(Map<String, ColumnType> columns, List<Extraction.Child> children) {
        return new Extraction(
                "s",
                new Extraction.Delivered(),
                List.of(),
                columns,
                children,
                List.of(),
                List.of(),
                Position.startOf("f"));
    }

    private static Map<String, Object> read(RecordReader reader, String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8))
                .fold(record -> new LinkedHashMap<>(record.values()), refused -> {
                    throw new AssertionError(refused.reason());
                });
    }

    private static String refusal(RecordReader reader, String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8))
                .fold(record -> "read as " + record.values(), RecordReading.Refused::reason);
    }
}
