package org.fhirriver.loader.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import org.bson.BsonBinaryWriter;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Decimal128;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * Writes a resource as the document that is stored: the FHIR JSON as it is, with {@code _id}, {@code meta.versionId},
 * {@code meta.lastUpdated} and {@code _river} added.
 *
 * <p>A JSON number with a fraction or an exponent becomes a Decimal128 with the digits that it has (FHIR R4, 2.24.0.1:
 * the precision of a decimal is significant); one without becomes an integer.
 */
final class DocumentWriter {

    /** MongoDB's limit on a document's size. */
    static final int LARGEST = 16 * 1024 * 1024;

    /** MongoDB's limit on the nesting of documents, less what a resource is nested in. */
    private static final int DEEPEST = 98;

    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LARGEST)
                    .maxNumberLength(1000)
                    .build())
            .build();

    private DocumentWriter() {}

    /**
     * The document of a state.
     *
     * @param version what {@code meta.versionId} becomes
     * @param at what {@code meta.lastUpdated} becomes
     * @param hash the content's hash, kept for comparison with the next state
     * @throws InvalidResource when the state is not a resource with the key's type and id, or does not fit MongoDB
     */
    static RawBsonDocument write(ResourceState state, byte[] json, long version, Instant at, String hash)
            throws InvalidResource {
        BasicOutputBuffer buffer = new BasicOutputBuffer(json.length + json.length / 2 + 512);
        try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer);
                JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidResource("the message is not a JSON object");
            }
            writer.writeStartDocument();
            writer.writeString("_id", state.key().id());
            new Pass(parser, writer, state.key(), version, INSTANT.format(at)).resource();
            if (parser.nextToken() != null) {
                throw new InvalidResource("there is something behind the JSON object");
            }
            writeRiver(writer, state, hash);
            writer.writeEndDocument();
            if (buffer.getSize() > LARGEST) {
                throw new InvalidResource("the document has %d bytes, more than the %d that MongoDB can hold"
                        .formatted(buffer.getSize(), LARGEST));
            }
            return new RawBsonDocument(Arrays.copyOf(buffer.getInternalBuffer(), buffer.getSize()));
        } catch (IOException e) {
            throw new InvalidResource(
                    "the message is not well-formed JSON, or is nested deeper than %d levels".formatted(DEEPEST));
        } finally {
            buffer.close();
        }
    }

    private static void writeRiver(BsonBinaryWriter writer, ResourceState state, String hash) {
        writer.writeStartDocument(River.FIELD);
        writer.writeString("topic", state.position().topic());
        writer.writeInt32("partition", state.position().partition());
        writer.writeInt64("offset", state.position().offset());
        ResourceState.Source source = state.source();
        text(writer, "pipeline", source.pipeline());
        text(writer, "key", source.recordKey());
        text(writer, "batch", source.batch());
        if (source.origin() != null) {
            Origin.parse(source.origin()).ifPresent(origin -> {
                writer.writeStartDocument("origin");
                writer.writeString("topic", origin.topic());
                writer.writeInt32("partition", origin.partition());
                writer.writeInt64("offset", origin.offset());
                writer.writeEndDocument();
            });
        }
        writer.writeString("hash", hash);
        writer.writeEndDocument();
    }

    private static void text(BsonBinaryWriter writer, String name, @Nullable String value) {
        if (value != null) {
            writer.writeString(name, value);
        }
    }

    /** One pass over one resource. */
    private record Pass(JsonParser parser, BsonBinaryWriter writer, ResourceKey key, long version, String at) {

        void resource() throws IOException, InvalidResource {
            boolean typed = false;
            boolean identified = false;
            boolean versioned = false;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (!versioned && !name.equals("resourceType") && !name.equals("id") && !name.equals("meta")) {
                    meta(false);
                    versioned = true;
                }
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "resourceType" -> typed = isText(token, key.type());
                    case "id" -> identified = isText(token, key.id());
                    case "meta" -> {
                        if (token != JsonToken.START_OBJECT || versioned) {
                            throw new InvalidResource(
                                    "meta is not an object, or stands twice or behind other elements");
                        }
                        meta(true);
                        versioned = true;
                        continue;
                    }
                    default -> {
                        if (name.startsWith("_") && (name.equals("_id") || name.equals(River.FIELD))) {
                            throw new InvalidResource("a resource has no element " + name);
                        }
                    }
                }
                writer.writeName(name);
                value(token);
            }
            if (!versioned) {
                meta(false);
            }
            if (!typed || !identified) {
                throw new InvalidResource("resourceType or id are not those of the message's key");
            }
        }

        private boolean isText(JsonToken token, String expected) throws IOException {
            return token == JsonToken.VALUE_STRING && parser.getText().equals(expected);
        }

        private void meta(boolean present) throws IOException, InvalidResource {
            writer.writeStartDocument("meta");
            writer.writeString("versionId", Long.toString(version));
            writer.writeString("lastUpdated", at);
            if (present) {
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    JsonToken token = parser.nextToken();
                    if (name.equals("versionId") || name.equals("lastUpdated")) {
                        parser.skipChildren();
                    } else {
                        writer.writeName(name);
                        value(token);
                    }
                }
            }
            writer.writeEndDocument();
        }

        private void value(JsonToken token) throws IOException, InvalidResource {
            switch (token) {
                case VALUE_STRING -> writer.writeString(parser.getText());
                case VALUE_NUMBER_INT -> integer();
                case VALUE_NUMBER_FLOAT -> writer.writeDecimal128(decimal(parser.getDecimalValue()));
                case VALUE_TRUE -> writer.writeBoolean(true);
                case VALUE_FALSE -> writer.writeBoolean(false);
                case VALUE_NULL -> writer.writeNull();
                case START_OBJECT -> {
                    writer.writeStartDocument();
                    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                        writer.writeName(name);
                        value(parser.nextToken());
                    }
                    writer.writeEndDocument();
                }
                case START_ARRAY -> {
                    writer.writeStartArray();
                    for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                        value(next);
                    }
                    writer.writeEndArray();
                }
                default -> throw new InvalidResource("the message is not well-formed JSON");
            }
        }

        private void integer() throws IOException, InvalidResource {
            switch (parser.getNumberType()) {
                case INT -> writer.writeInt32(parser.getIntValue());
                case LONG -> writer.writeInt64(parser.getLongValue());
                default -> writer.writeDecimal128(decimal(new BigDecimal(parser.getBigIntegerValue())));
            }
        }

        private static Decimal128 decimal(BigDecimal value) throws InvalidResource {
            try {
                return new Decimal128(value);
            } catch (NumberFormatException e) {
                throw new InvalidResource("a decimal has more than the 34 digits that MongoDB can hold");
            }
        }
    }
}
