package org.fhirriver.extractor.changes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.extractor.publish.RecordTopic;
import org.fhirriver.kit.kafka.KafkaUnavailable;

/**
 * Finds records by a value of theirs among those that stand on the bus, where no database has them any more. A record topic
 * is read from its beginning to its end for that.
 */
public final class KnownRecords {

    private static final JsonFactory JSON = new JsonFactory();

    private final Supplier<Consumer<byte[], byte[]>> readers;

    /**
     * The records of a Kafka.
     *
     * @param readers makes a consumer that sees committed messages only
     */
    public KnownRecords(Supplier<Consumer<byte[], byte[]>> readers) {
        this.readers = readers;
    }

    /**
     * The keys of the records whose last state has one of some values in one of some columns.
     *
     * @param values the values by the names of the columns
     * @throws KafkaUnavailable when the topic cannot be read to its end
     */
    Set<String> keys(String topic, Map<String, List<Object>> values) {
        Map<String, Set<String>> wanted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((column, some) ->
                wanted.put(column, some.stream().map(String::valueOf).collect(Collectors.toSet())));
        Set<String> found = new LinkedHashSet<>();
        RecordTopic records = new RecordTopic(readers, topic);
        try {
            if (!records.isEmpty()) {
                for (TopicPartition partition : records.partitions()) {
                    records.read(partition, () -> true, message -> look(message, wanted, found));
                }
            }
            return found;
        } catch (KafkaException e) {
            throw new KafkaUnavailable("The record topic cannot be read", e);
        }
    }

    private static void look(
            ConsumerRecord<byte[], byte[]> message, Map<String, Set<String>> wanted, Set<String> found) {
        if (message.key() == null) {
            return;
        }
        String key = RecordTopic.key(message);
        if (message.value() != null && has(message.value(), wanted)) {
            found.add(key);
        } else {
            found.remove(key);
        }
    }

    private static boolean has(byte[] json, Map<String, Set<String>> wanted) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Set<String> values = wanted.get(parser.currentName());
                JsonToken token = parser.nextToken();
                if (values != null && token.isScalarValue() && values.contains(parser.getText())) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            // What is no JSON is no record that the extractor has published.
            return false;
        }
    }
}
