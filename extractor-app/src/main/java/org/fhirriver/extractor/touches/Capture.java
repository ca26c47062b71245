package org.fhirriver.extractor.touches;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.fhirriver.extractor.changes.Alarms;
import org.fhirriver.extractor.changes.Changes;
import org.fhirriver.extractor.changes.KnownRecords;
import org.fhirriver.extractor.changes.Searches;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.stage.StageHandler;
import org.fhirriver.kit.stage.StageLoop;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins with the capture of changes as soon as there are topics of a source's changes, or of touched keys, and makes the
 * topics that it needs. Without any it does nothing.
 */
public final class Capture {

    private static final Logger log = LoggerFactory.getLogger(Capture.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Admin admin;
    private final TopicCatalogue topics;
    private final TouchParts parts;
    private final Publisher publisher;
    private final Map<String, TouchLoop> loops = new HashMap<>();
    private final Map<String, StageLoop> stages = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch toldToStop = new CountDownLatch(1);

    /**
     * Capture that has not begun.
     *
     * @param publisher publishes the keys of large searches
     */
    public Capture(Admin admin, TopicCatalogue topics, TouchParts parts, Publisher publisher) {
        this.admin = admin;
        this.topics = topics;
        this.parts = parts;
        this.publisher = publisher;
    }

    /** Begins to look for topics. */
    public void start() {
        thread("capture", this::run);
    }

    /**
     * Ends after what is in hand.
     *
     * @return whether that was within the grace
     */
    public boolean stop(Duration grace) throws InterruptedException {
        toldToStop.countDown();
        boolean ended = true;
        List<StageLoop> running;
        synchronized (this) {
            loops.values().forEach(TouchLoop::stop);
            running = List.copyOf(stages.values());
        }
        for (StageLoop stage : running) {
            ended &= stage.stop(grace);
        }
        for (TouchLoop loop : loops.values()) {
            ended &= loop.awaitEnd(grace);
        }
        publisher.close();
        return ended;
    }

    private void run() {
        try {
            do {
                look();
            } while (!toldToStop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            begin(admin.listTopics().names().get(10, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException | KafkaUnavailable | KafkaException e) {
            log.debug("Kafka does not tell its topics now");
        }
    }

    private synchronized void begin(Set<String> present) {
        if (toldToStop.getCount() == 0) {
            return;
        }
        Map<String, List<Pipeline>> bySource = parts.pipelines().all().stream()
                .filter(pipeline -> !(pipeline.extraction().reading() instanceof Extraction.Delivered))
                .collect(Collectors.groupingBy(pipeline -> pipeline.extraction().source()));
        bySource.forEach((source, pipelines) -> {
            boolean captured = present.stream()
                    .anyMatch(topic ->
                            topic.startsWith(Topics.changes(source) + ".") || topic.equals(Topics.changes(source)));
            Set<String> needed = new TreeSet<>();
            pipelines.stream()
                    .filter(pipeline -> captured
                            || !pipeline.extraction().due().isEmpty()
                            || present.contains(Topics.touched(pipeline.name())))
                    .forEach(pipeline -> {
                        for (Lane lane : Lane.values()) {
                            needed.add(lane.topic(pipeline.name()));
                        }
                    });
            if (!needed.isEmpty()) {
                needed.add(Topics.dead(Stage.EXTRACTOR));
                needed.add(Topics.LEDGER);
                topics.ensure(needed);
                loops.computeIfAbsent(source, this::beginTouches);
            }
            if (captured) {
                topics.ensure(Set.of(Topics.SEARCHES, Topics.searchesAgain()));
                beginChanges();
            }
        });
    }

    private TouchLoop beginTouches(String source) {
        TouchLoop loop = new TouchLoop(source, parts);
        thread("touches-" + source, loop);
        return loop;
    }

    private void beginChanges() {
        if (!stages.isEmpty()) {
            return;
        }
        log.info("Changes are captured");
        Alarms alarms = new Alarms(parts.metrics());
        stage("changes", new Changes(parts.pipelines(), alarms, parts.clock()));
        Searches.Parts searching =
                new Searches.Parts(publisher, parts.overtaking(), new KnownRecords(parts.kafka()::reader), alarms);
        stage("searches", new Searches(Topics.SEARCHES, Duration.ZERO, parts.pipelines(), searching, parts.clock()));
        stage(
                "searches-again",
                new Searches(Topics.searchesAgain(), parts.again(), parts.pipelines(), searching, parts.clock()));
    }

    private void stage(String name, StageHandler handler) {
        String instance = parts.settings().instance();
        StageLoop loop = new StageLoop(
                Stage.EXTRACTOR,
                parts.kafka()
                        .consumer(
                                parts.settings().group() + "-" + name,
                                instance + "-" + name,
                                Map.of(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 3_600_000)),
                () -> parts.kafka().transactionalProducer("extractor-" + instance + "-" + name),
                handler,
                parts.topics(),
                parts.health(),
                parts.metrics(),
                parts.clock());
        stages.put(name, loop);
        thread(name, loop);
    }

    private void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }
}
