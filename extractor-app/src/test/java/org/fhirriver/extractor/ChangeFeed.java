package org.fhirriver.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.fhirriver.kit.kafka.KafkaSettings;

/** Writes change events as Debezium's connectors do: JSON with its schema, keyed by the row's key. */
final class ChangeFeed implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Producer<byte[], byte[]> producer;
    private final String connector;
    private final String system;

    ChangeFeed(KafkaSettings kafka, String connector) {
        this(kafka, connector, "hospital");
    }

    ChangeFeed(KafkaSettings kafka, String connector, String system) {
        this.producer = kafka.transactionalProducer("feed-" + connector + "-" + system);
        this.connector = connector;
        this.system = system;
        producer.initTransactions();
    }

    /**
     * A row is changed.
     *
     * @param op Debezium's letter
     * @param transaction its number; null when it has none
     */
    void change(String table, String op, Map<String, Object> before, Map<String, Object> after, Long transaction)
            throws Exception {
        producer.beginTransaction();
        send(table, op, before, after, transaction).get();
        producer.commitTransaction();
    }

    /** The same for many rows in one transaction of Kafka; it is one of PostgreSQL's first, and has ended long ago. */
    void changes(String table, String op, int from, int until) {
        producer.beginTransaction();
        for (int id = from; id <= until; id++) {
            var unused = send(table, op, null, Map.of("id", id), 3L);
        }
        producer.commitTransaction();
    }

    /** One row is changed again and again, in one transaction of Kafka. */
    void changesOfOne(String table, int id, int times) {
        producer.beginTransaction();
        for (int i = 0; i < times; i++) {
            var unused = send(table, "u", null, Map.of("id", id), 3L);
        }
        producer.commitTransaction();
    }

    private Future<RecordMetadata> send(
            String table, String op, Map<String, Object> before, Map<String, Object> after, Long transaction) {
        ObjectNode payload = JSON.createObjectNode();
        payload.set("before", JSON.valueToTree(before));
        payload.set("after", JSON.valueToTree(after));
        ObjectNode source = payload.putObject("source");
        source.put("connector", connector).put("db", "hospital").put("table", table);
        source.put("schema", connector.equals("postgresql") ? "public" : null);
        source.put("ts_ms", System.currentTimeMillis() / 1000 * 1000);
        source.put("snapshot", op.equals("r") ? "true" : "false");
        if (transaction != null) {
            source.put("txId", Math.floorMod(transaction, 1L << 32));
        }
        payload.put("op", op);
        ObjectNode schema = JSON.createObjectNode().put("type", "struct").put("name", table + ".Envelope");
        ArrayNode fields = schema.putArray("fields");
        addStruct(fields, "before", before);
        addStruct(fields, "after", after);
        ObjectNode message = JSON.createObjectNode();
        message.set("schema", schema);
        message.set("payload", payload);
        Object id = after == null ? before == null ? null : before.get("id") : after.get("id");
        return producer.send(new ProducerRecord<>(
                "changes." + system + ".public." + table,
                ("{\"id\":" + id + "}").getBytes(UTF_8),
                message.toString().getBytes(UTF_8)));
    }

    private static void addStruct(ArrayNode fields, String name, Map<String, Object> row) {
        ObjectNode struct = fields.addObject().put("type", "struct").put("field", name);
        ArrayNode columns = struct.putArray("fields");
        if (row != null) {
            row.forEach((column, value) -> columns.addObject()
                    .put("type", value instanceof Integer ? "int32" : "string")
                    .put("field", column));
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
