package org.fhirriver.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;

/** Sends rows as flat JSON, keyed by their first column, in transactions: the least that a source can do. */
final class PlainRows implements AutoCloseable {

    private static final int IN_A_TRANSACTION = 2_000;

    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private int open;

    PlainRows(String topic) {
        this.topic = topic;
        producer = KafkaSettings.of(System.getenv("KAFKA_BOOTSTRAP_SERVERS")).transactionalProducer("plain");
        producer.initTransactions();
    }

    /**
     * Rows within a row.
     *
     * @param names the names of their columns
     */
    record Rows(List<String> names, List<? extends List<? extends @Nullable Object>> rows) {}

    void send(List<String> names, List<? extends @Nullable Object> values) {
        if (open == 0) {
            producer.beginTransaction();
        }
        byte[] key = String.valueOf(values.get(0)).getBytes(UTF_8);
        // The commit fails when a message did.
        Future<?> unused = producer.send(new ProducerRecord<>(topic, key, object(names, values)));
        if (++open == IN_A_TRANSACTION) {
            producer.commitTransaction();
            open = 0;
        }
    }

    private byte[] object(List<String> names, List<? extends @Nullable Object> values) {
        bytes.reset();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            write(out, names, values);
        } catch (IOException e) {
            throw new UncheckedIOException("A buffer takes everything", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, List<String> names, List<? extends @Nullable Object> values)
            throws IOException {
        out.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
            out.writeFieldName(names.get(i));
            Object value = values.get(i);
            if (value instanceof Rows within) {
                out.writeStartArray();
                for (List<? extends @Nullable Object> row : within.rows()) {
                    write(out, within.names(), row);
                }
                out.writeEndArray();
            } else if (value instanceof Integer number) {
                out.writeNumber(number);
            } else if (value == null) {
                out.writeNull();
            } else {
                out.writeString(value.toString());
            }
        }
        out.writeEndObject();
    }

    @Override
    public void close() {
        if (open > 0) {
            producer.commitTransaction();
        }
        producer.close();
    }
}
