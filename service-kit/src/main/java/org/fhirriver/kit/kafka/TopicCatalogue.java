package org.fhirriver.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that a service writes to, as {@link TopicDeclarations} say, before it first writes to them. */
public final class TopicCatalogue implements WritableTopics {

    private static final Logger log = LoggerFactory.getLogger(TopicCatalogue.class);
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);

    private final Admin admin;
    private final TopicDeclarations declarations;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public TopicCatalogue(Admin admin, TopicDeclarations declarations) {
        this.admin = admin;
        this.declarations = declarations;
    }

    @Override
    public void ensure(Collection<String> topics) {
        if (known.containsAll(topics)) {
            return;
        }
        Set<String> missing = new TreeSet<>(topics);
        missing.removeAll(known);
        try {
            create(missing);
            awaitLeaders(missing);
            known.addAll(missing);
        } catch (ExecutionException e) {
            throw new KafkaUnavailable("Kafka did not create the topics " + missing, e);
        } catch (TimeoutException e) {
            throw new KafkaUnavailable("Kafka did not answer in time about the topics " + missing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable("Interrupted while waiting for topics", e);
        }
    }

    private void create(Set<String> topics) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> all = admin.listTopics().names().get(30, TimeUnit.SECONDS);
        Set<String> present = new HashSet<>(topics);
        present.retainAll(all);
        Map<String, Integer> partitions = partitions(topics, all);
        differences(present, partitions).forEach(difference -> log.warn("{}; the topic is used as it is", difference));
        List<NewTopic> absent = new ArrayList<>();
        for (String topic : topics) {
            if (!present.contains(topic)) {
                absent.add(declarations.topic(topic, partitions.getOrDefault(topic, 0)));
            }
        }
        for (Map.Entry<String, KafkaFuture<Void>> created :
                admin.createTopics(absent).values().entrySet()) {
            try {
                created.getValue().get(30, TimeUnit.SECONDS);
                log.info("Created topic {}", created.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** How many partitions each topic has or is to have. */
    private Map<String, Integer> partitions(Set<String> topics, Set<String> present)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, String> models = new HashMap<>();
        topics.forEach(topic -> models.put(topic, TopicKind.modelOf(topic)));
        Set<String> described = new HashSet<>(models.values());
        described.retainAll(present);
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(described).allTopicNames().get(30, TimeUnit.SECONDS);
        Map<String, Integer> partitions = new HashMap<>();
        models.forEach((topic, model) -> {
            TopicDescription description = model.equals(topic) ? null : descriptions.get(model);
            partitions.put(
                    topic,
                    description == null
                            ? declarations.declaration(model).partitions()
                            : description.partitions().size());
        });
        return partitions;
    }

    /** How topics differ from what is declared, in words. */
    List<String> differences(Set<String> topics, Map<String, Integer> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> differences = new ArrayList<>();
        for (TopicDescription found : admin.describeTopics(topics)
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .values()) {
            TopicDeclarations.Declaration declared = declarations.declaration(found.name());
            int wanted = partitions.getOrDefault(found.name(), declared.partitions());
            add(differences, found.name(), "partitions", found.partitions().size(), wanted);
            int replicas = found.partitions().stream()
                    .mapToInt(partition -> partition.replicas().size())
                    .min()
                    .orElse(0);
            add(
                    differences,
                    found.name(),
                    "replicas",
                    replicas,
                    declared.replication() < 0 ? replicas : declared.replication());
        }
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        admin.describeConfigs(resources)
                .all()
                .get(30, TimeUnit.SECONDS)
                .forEach((resource, config) -> declarations
                        .declaration(resource.name())
                        .config()
                        .forEach((name, value) ->
                                add(differences, resource.name(), name, valueOf(config, name), value)));
        return differences;
    }

    private static String valueOf(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? "nothing" : String.valueOf(entry.value());
    }

    private static void add(List<String> differences, String topic, String what, Object found, Object declared) {
        if (!found.equals(declared)) {
            differences.add("Topic %s has %s %s where %s is declared".formatted(topic, what, found, declared));
        }
    }

    /**
     * Waits until every partition has a leader that answers: an idempotent producer that bursts into a topic created a
     * moment ago can lose its sequence otherwise.
     */
    private void awaitLeaders(Set<String> topics) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + LEADERS_WITHIN.toNanos();
        while (true) {
            try {
                Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
                admin.describeTopics(topics)
                        .allTopicNames()
                        .get()
                        .values()
                        .forEach(topic -> topic.partitions()
                                .forEach(p -> ends.put(
                                        new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest())));
                Map<TopicPartition, ListOffsetsResultInfo> answered =
                        admin.listOffsets(ends).all().get();
                log.debug("{} partitions of {} topics have leaders", answered.size(), topics.size());
                return;
            } catch (ExecutionException e) {
                boolean young = e.getCause() instanceof UnknownTopicOrPartitionException
                        || e.getCause() instanceof RetriableException;
                if (!young || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
