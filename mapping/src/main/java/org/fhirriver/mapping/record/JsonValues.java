package org.fhirriver.mapping.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as plain values and back, digit for digit. */
final class JsonValues {

    static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private static final SerializedString SCHEMA = new SerializedString("schema");
    private static final SerializedString PAYLOAD = new SerializedString("payload");

    private JsonValues() {}

    /** The object that is a message's whole value; what is wrong with another value is told as a whole sentence. */
    static Map<String, @Nullable Object> object(byte[] json) throws NotReadable {
        return object(json, 0, json.length);
    }

    /** The object that a part of a message's value is. */
    static Map<String, @Nullable Object> object(byte[] json, int begin, int length) throws NotReadable {
        try (JsonParser parser = JSON.createParser(json, begin, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotReadable("The message is not a JSON object");
            }
            Map<String, @Nullable Object> object = objectOf(parser);
            if (parser.nextToken() != null) {
                throw new NotReadable("Something follows the message's JSON object");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw new NotReadable("The message is nested too deeply, or one of its names or numbers is too long");
        } catch (IOException e) {
            throw new NotReadable(isUtf8(json) ? "The message is not JSON" : "The message is not UTF-8 text");
        }
    }

    /**
     * What a message begins with that has a schema, and then a payload.
     *
     * @param payload where the payload begins
     */
    record Wrapping(Map<String, @Nullable Object> schema, int payload) {}

    /** What a message begins with; empty where it is made in another way. */
    static Optional<Wrapping> wrapping(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            boolean schemaFirst = parser.nextToken() == JsonToken.START_OBJECT
                    && parser.nextFieldName(SCHEMA)
                    && parser.nextToken() == JsonToken.START_OBJECT;
            if (!schemaFirst) {
                return Optional.empty();
            }
            Map<String, @Nullable Object> schema = object(parser);
            boolean payloadNext = parser.nextFieldName(PAYLOAD) && parser.nextToken() == JsonToken.START_OBJECT;
            return payloadNext
                    ? Optional.of(new Wrapping(
                            schema, (int) parser.currentTokenLocation().getByteOffset()))
                    : Optional.empty();
        } catch (IOException | NotReadable e) {
            return Optional.empty();
        }
    }

    private static Map<String, @Nullable Object> objectOf(JsonParser parser) throws IOException, NotReadable {
        try {
            return object(parser);
        } catch (NotReadable e) {
            throw new NotReadable("A value of the message " + e.reason());
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The value that the parser stands at. */
    static @Nullable Object read(JsonParser parser) throws IOException, NotReadable {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> DeclaredType.checked(parser.getDecimalValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    static Map<String, @Nullable Object> object(JsonParser parser) throws IOException, NotReadable {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, read(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException, NotReadable {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return array;
    }

    private static Object integer(JsonParser parser) throws IOException, NotReadable {
        return switch (parser.getNumberType()) {
            case INT -> parser.getIntValue();
            case LONG -> parser.getLongValue();
            default -> DeclaredType.smallest(parser.getBigIntegerValue());
        };
    }

    /** The bytes of a record's value. */
    static byte[] write(Map<String, ? extends @Nullable Object> object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            write(generator, object);
        } catch (IOException e) {
            throw new IllegalStateException("Memory can always be written to", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Number number) {
            writeNumber(generator, number);
        } else if (value instanceof List<?> items) {
            generator.writeStartArray();
            for (Object item : items) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else if (value instanceof RowValues row) {
            writeRow(generator, row);
        } else if (value instanceof Map<?, ?> fields) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                generator.writeFieldName(String.valueOf(field.getKey()));
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } else {
            throw new IllegalStateException(
                    "A record holds no " + value.getClass().getName());
        }
    }

    private static void writeRow(JsonGenerator generator, RowValues row) throws IOException {
        generator.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            generator.writeFieldName(row.names().written(i));
            write(generator, row.value(i));
        }
        generator.writeEndObject();
    }

    private static void writeNumber(JsonGenerator generator, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal.toPlainString());
        } else if (number instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else if (number instanceof Integer || number instanceof Long || number instanceof Short) {
            generator.writeNumber(number.longValue());
        } else {
            throw new IllegalStateException(
                    "A record holds no " + number.getClass().getName());
        }
    }
}
