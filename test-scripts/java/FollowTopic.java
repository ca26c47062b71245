import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Prints the messages of a topic as they arrive; it belongs to no group and commits nothing. */
public final class FollowTopic {


    private FollowTopic() {}

    public static void main(String[] arguments) {
        String topic = "";
        boolean fromStart = false;
        long limit = Long.MAX_VALUE;
        int width = 2000;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--from-start" -> fromStart = true;
                case "--limit" -> limit = number(arguments, ++i);
                case "--width" -> width = number(arguments, ++i);
                default -> topic = arguments[i];
            }
        }
        String broker = setting("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(broker)) {
            Map<String, List<PartitionInfo>> topics = consumer.listTopics(Duration.ofSeconds(10));
            if (!topics.containsKey(topic)) {
                System.out.println((topic.isEmpty() ? "" : "There is no topic " + topic + ". ") + "These are there:");
                new TreeSet<>(topics.keySet())
                        .stream().filter(name -> !name.startsWith("__")).forEach(System.out::println);
                System.exit(topic.isEmpty() ? 0 : 1);
            }
            follow(consumer, topics.get(topic), fromStart, limit, width);
        } catch (TimeoutException e) {
            stop("No broker answers at " + broker + ": is the river up? KAFKA_BOOTSTRAP_SERVERS names another place.");
        } catch (KafkaException e) {
            stop("The broker at " + broker + " said: " + e.getMessage());
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String broker) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker);
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void follow(
            KafkaConsumer<byte[], byte[]> consumer,
            List<PartitionInfo> infos,
            boolean fromStart,
            long limit,
            int width) {
        List<TopicPartition> partitions =
                infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        if (fromStart) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        System.out.println("Following " + partitions.size() + " partitions; Ctrl-C stops.");
        long seen = 0;
        while (seen < limit) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(500))) {
                if (seen++ < limit) {
                    print(message, width);
                }
            }
        }
    }

    private static void print(ConsumerRecord<byte[], byte[]> message, int width) {
        String headers = StreamSupport.stream(message.headers().spliterator(), false)
                .map(header -> header.key() + "=" + text(header.value()))
                .collect(Collectors.joining(" "));
        String value = message.value() == null ? "(deleted)" : text(message.value());
        String place = message.topic() + "-" + message.partition() + "@" + message.offset();
        System.out.println(place + " " + text(message.key()));
        System.out.println("  " + headers);
        System.out.println("  " + (value.length() > width ? value.substring(0, width) + "…" : value));
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "(none)" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static int number(String[] arguments, int index) {
        if (index < arguments.length && arguments[index].matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(arguments[index]);
        }
        stop(arguments[index - 1] + " takes a number.");
        return 0;
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static void stop(String reason) {
        System.err.println(reason);
        System.exit(1);
    }
}
