package org.fhirriver.cli.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON without losing a digit. */
public final class PlainJson {

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final JsonMapper JSON = mapper();
    private static final ObjectWriter PRETTY = JSON.writer(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(INDENT)
            .withArrayIndenter(INDENT));

    private PlainJson() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(64 << 20)
                        .build());
        return mapper;
    }

    /** The value of a text: maps in order, lists, text, numbers with their digits, booleans, null. */
    public static @Nullable Object read(byte[] json) throws IOException {
        return JSON.readValue(json, Object.class);
    }

    /** A value on one line. */
    public static String compact(@Nullable Object value) {
        return write(JSON.writer(), value);
    }

    /** A value with a line for each element. */
    public static List<String> lines(@Nullable Object value) {
        return write(PRETTY, value).lines().toList();
    }

    private static String write(ObjectWriter writer, @Nullable Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can always be written as JSON", e);
        }
    }
}
