package org.fhirriver.connect.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kafka's own converter says what is right. */
final class StreamingJsonConverterTest {

    private static final Map<String, String> PLAIN = Map.of("schemas.enable", "false", "decimal.format", "NUMERIC");

    private static final Schema ALL = SchemaBuilder.struct()
            .name("all \"kinds\"")
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("name with \"quotes\" and ü", Schema.OPTIONAL_STRING_SCHEMA)
            .field("int8", Schema.OPTIONAL_INT8_SCHEMA)
            .field("int16", Schema.OPTIONAL_INT16_SCHEMA)
            .field("int32", Schema.OPTIONAL_INT32_SCHEMA)
            .field("int64", Schema.OPTIONAL_INT64_SCHEMA)
            .field("float32", Schema.OPTIONAL_FLOAT32_SCHEMA)
            .field("float64", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("boolean", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("bytes", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("decimal", Decimal.builder(3).optional().build())
            .field("date", Date.builder().optional().build())
            .field("time", Time.builder().optional().build())
            .field("timestamp", Timestamp.builder().optional().build())
            .build();

    static Stream<Map<String, String>> settings() {
        return Stream.of(
                PLAIN,
                Map.of("schemas.enable", "false"),
                Map.of("schemas.enable", "false", "replace.null.with.default", "false"),
                Map.of("schemas.enable", "true", "decimal.format", "NUMERIC"),
                Map.of());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void writesWhatKafkasConverterWrites(Map<String, String> settings) {
        StreamingJsonConverter ours = ours(settings);
        Converter kafkas = kafkas(settings);

        for (Struct row : List.of(full(), new Struct(ALL), extremes(), defaults(), nested())) {
            assertThat(written(ours, row)).isEqualTo(written(kafkas, row));
        }
    }

    @Test
    void writesAnyTextAsKafkasConverterDoes() {
        StreamingJsonConverter ours = ours(PLAIN);
        Converter kafkas = kafkas(PLAIN);
        Random random = new Random(7);

        for (int i = 0; i < 3_000; i++) {
            Struct row = new Struct(ALL).put("text", text(random)).put("int64", random.nextLong());

            assertThat(written(ours, row)).isEqualTo(written(kafkas, row));
        }
    }

    @Test
    void writesALongTextAndAShortOneAfterIt() {
        StreamingJsonConverter ours = ours(PLAIN);
        Schema schema =
                SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();

        assertThat(written(ours, new Struct(schema).put("text", "x".repeat(3_000_000))))
                .hasSize(3_000_011);
        assertThat(written(ours, new Struct(schema).put("text", "short"))).isEqualTo("{\"text\":\"short\"}");
    }

    @Test
    void keepsTheDigitsOfDecimals() {
        Schema schema =
                SchemaBuilder.struct().field("number", Decimal.schema(20)).build();
        Struct row = new Struct(schema).put("number", new BigDecimal("0.10000000000000000001"));

        assertThat(written(ours(PLAIN), row)).isEqualTo("{\"number\":0.10000000000000000001}");
    }

    @Test
    void refusesARowWithoutAValueThatHasToBeThere() {
        Schema schema =
                SchemaBuilder.struct().field("number", Schema.INT32_SCHEMA).build();

        assertThatThrownBy(() -> written(ours(PLAIN), new Struct(schema))).isInstanceOf(DataException.class);
    }

    @Test
    void leavesWhatIsNoRowToKafkasConverter() {
        StreamingJsonConverter ours = ours(PLAIN);

        assertThat(ours.fromConnectData("topic", null, null)).isNull();
        assertThat(ours.fromConnectData("topic", null, Map.of("a", 1)))
                .asString()
                .isEqualTo("{\"a\":1}");
        assertThat(ours.fromConnectData("topic", Schema.STRING_SCHEMA, "a"))
                .asString()
                .isEqualTo("\"a\"");
        assertThat(ours.toConnectData("topic", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                        .value())
                .isEqualTo(Map.of("a", 1L));
    }

    private static Struct full() {
        return new Struct(ALL)
                .put("text", "plain")
                .put("name with \"quotes\" and ü", "\"quoted\" \\ \n \u0001 é € \uD83D\uDE00")
                .put("int8", (byte) -1)
                .put("int16", (short) 300)
                .put("int32", 0)
                .put("int64", 1234567890123L)
                .put("float32", 0.1f)
                .put("float64", 1e300)
                .put("boolean", true)
                .put("bytes", new byte[] {0, 1, 2, -1})
                .put("decimal", new BigDecimal("12.340"))
                .put("date", java.util.Date.from(Instant.parse("2020-01-31T00:00:00Z")))
                .put("time", java.util.Date.from(Instant.parse("1970-01-01T12:30:00Z")))
                .put("timestamp", java.util.Date.from(Instant.parse("2020-01-31T12:30:00.123Z")));
    }

    private static Struct extremes() {
        return new Struct(ALL)
                .put("text", "")
                .put("int32", Integer.MIN_VALUE)
                .put("int64", Long.MIN_VALUE)
                .put("float32", Float.NaN)
                .put("float64", Double.NEGATIVE_INFINITY)
                .put("boolean", false)
                .put("bytes", ByteBuffer.wrap(new byte[] {5, 6}))
                .put("decimal", new BigDecimal("-0.001"));
    }

    private static Struct defaults() {
        Schema schema = SchemaBuilder.struct()
                .field(
                        "given",
                        SchemaBuilder.string()
                                .optional()
                                .defaultValue("nothing")
                                .build())
                .build();
        return new Struct(schema);
    }

    private static Struct nested() {
        Schema schema = SchemaBuilder.struct()
                .field("inner", ALL)
                .field("list", SchemaBuilder.array(Schema.INT32_SCHEMA).build())
                .build();
        return new Struct(schema).put("inner", full()).put("list", List.of(1, 2));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> random.nextInt(0x300);
                        case 2 -> 0x1F600 + random.nextInt(50);
                        case 3 -> 0x2000 + random.nextInt(0x300);
                        default -> ' ' + random.nextInt(95);
                    });
        }
        return text.toString();
    }

    private static String written(Converter converter, Struct row) {
        byte @Nullable [] bytes = converter.fromConnectData("topic", row.schema(), row);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static StreamingJsonConverter ours(Map<String, String> settings) {
        StreamingJsonConverter converter = new StreamingJsonConverter();
        converter.configure(settings, false);
        return converter;
    }

    private static Converter kafkas(Map<String, String> settings) {
        JsonConverter converter = new JsonConverter();
        converter.configure(settings, false);
        return converter;
    }
}
