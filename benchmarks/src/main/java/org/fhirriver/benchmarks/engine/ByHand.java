package org.fhirriver.benchmarks.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What a programmer writes for one mapping and nothing else: streaming Jackson code, without checks of any kind. */
abstract class ByHand {

    static final String SYSTEM = "bench";

    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);

    /** Maps a record; for one thread. */
    final byte[] map(byte[] record) {
        bytes.reset();
        try (JsonParser in = JSON.createParser(record);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            in.nextToken();
            read(in);
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads the record, whose start is the current token. */
    abstract void read(JsonParser in) throws IOException;

    /** Writes the resource. */
    abstract void write(JsonGenerator out) throws IOException;

    /** The text of the next value, a number's digits as they are; null for JSON's null. */
    static @Nullable String text(JsonParser in) throws IOException {
        return in.nextToken() == JsonToken.VALUE_NULL ? null : in.getText();
    }

    static void field(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    /** An array of one text. */
    static void texts(JsonGenerator out, String name, @Nullable String... values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            if (value != null) {
                out.writeString(value);
            }
        }
        out.writeEndArray();
    }
}
