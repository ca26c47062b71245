package org.fhirriver.loader.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Set;
import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.fhirriver.loader.store.River;

/** Writes a stored document as the FHIR JSON of its resource: without what only the store needs, decimals digit by digit. */
public final class FhirJson {

    private static final Set<String> OURS = Set.of("_id", River.FIELD);
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final OutputStream out;

    /** Writes to a stream, which stays open. */
    public FhirJson(OutputStream out) {
        this.out = out;
    }

    /** Writes one resource, without anything behind it. */
    public void write(RawBsonDocument document) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out);
                BsonBinaryReader reader =
                        new BsonBinaryReader(document.getByteBuffer().asNIO())) {
            reader.readStartDocument();
            json.writeStartObject();
            fields(reader, json, true);
            json.writeEndObject();
            reader.readEndDocument();
        }
    }

    private static void fields(BsonReader reader, JsonGenerator json, boolean top) throws IOException {
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            String name = reader.readName();
            if (top && OURS.contains(name)) {
                reader.skipValue();
            } else {
                json.writeFieldName(name);
                value(reader, json, type);
            }
        }
    }

    private static void value(BsonReader reader, JsonGenerator json, BsonType type) throws IOException {
        switch (type) {
            case STRING -> json.writeString(reader.readString());
            case INT32 -> json.writeNumber(reader.readInt32());
            case INT64 -> json.writeNumber(reader.readInt64());
            case DECIMAL128 -> json.writeNumber(decimal(reader.readDecimal128()));
            case DOUBLE -> json.writeNumber(BigDecimal.valueOf(reader.readDouble()));
            case BOOLEAN -> json.writeBoolean(reader.readBoolean());
            case NULL -> {
                reader.readNull();
                json.writeNull();
            }
            case DOCUMENT -> {
                reader.readStartDocument();
                json.writeStartObject();
                fields(reader, json, false);
                json.writeEndObject();
                reader.readEndDocument();
            }
            case ARRAY -> {
                reader.readStartArray();
                json.writeStartArray();
                for (BsonType item = reader.readBsonType();
                        item != BsonType.END_OF_DOCUMENT;
                        item = reader.readBsonType()) {
                    value(reader, json, item);
                }
                json.writeEndArray();
                reader.readEndArray();
            }
            default -> throw new IOException("A stored resource holds a %s, which FHIR JSON has not".formatted(type));
        }
    }

    private static BigDecimal decimal(Decimal128 value) {
        return value.bigDecimalValue();
    }
}
