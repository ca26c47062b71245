package org.fhirriver.transformer.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.messages.ResourceKey;
import org.fhirriver.messages.Topics;
import org.jspecify.annotations.Nullable;

/** What stands in an outputs topic: the record's key, and its resources as {@code ["Patient/17"]}; null for none. */
final class OutputMessages {

    private static final JsonFactory JSON = new JsonFactory();

    private OutputMessages() {}

    /** Stands in the partition of the record's own number, whoever chose that. */
    static ProducerRecord<byte[], byte[]> of(TopicPartition records, String record, List<ResourceKey> resources) {
        return new ProducerRecord<>(
                Topics.outputs(records.topic()),
                records.partition(),
                record.getBytes(UTF_8),
                resources.isEmpty() ? null : json(resources));
    }

    static List<ResourceKey> resources(byte @Nullable [] json) {
        List<ResourceKey> resources = new ArrayList<>();
        if (json == null) {
            return resources;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    ResourceKey.parse(parser.getText()).ifPresent(resources::add);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("An outputs topic holds what no transformer wrote", e);
        }
        return resources;
    }

    private static byte[] json(List<ResourceKey> resources) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * resources.size());
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            generator.writeStartArray();
            for (ResourceKey resource : resources) {
                generator.writeString(resource.toString());
            }
            generator.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
