package org.fhirriver.extractor.touches;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.kit.stage.Backoff;
import org.fhirriver.messages.Topics;
import org.fhirriver.messages.TouchReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the touched keys of one source's pipelines: takes keys, then reads them, then publishes what it found and commits
 * the touches in one transaction. So nothing that was read before a touch came is published after it.
 *
 * <p>While the source is away, nothing is committed, and the same keys are tried again with growing pauses, without
 * limit. A pipeline whose query is refused waits alone.
 */
final class TouchLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(TouchLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String source;
    private final TouchParts parts;
    private final Clock clock;
    private final Consumer<byte[], byte[]> consumer;
    private final TouchTransactions transactions;
    private final Reads reads;
    private final DueKeys due;
    private final TouchedRecords records;
    private final Lanes lanes = new Lanes();
    private final Waits waits;
    private final TouchMetrics measured;
    private final Backoff kafkaBackoff = new Backoff();
    private final CountDownLatch toldToStop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;
    private String subscribed = "";

    /**
     * A loop that has not begun.
     *
     * @param source the source's name
     */
    TouchLoop(String source, TouchParts parts) {
        this.source = source;
        this.parts = parts;
        this.clock = parts.clock();
        this.consumer = parts.consumer(source);
        this.transactions = new TouchTransactions(consumer, () -> parts.producer(source), parts);
        this.reads = new Reads(source, parts.readsAtOnce(), parts.pipelines(), clock);
        this.due = new DueKeys(parts.dueEvery(), parts.pipelines(), clock);
        this.records = new TouchedRecords(parts.again(), clock);
        this.measured = new TouchMetrics(source, parts.metrics());
        this.waits = new Waits(parts.health(), clock);
        parts.health().waitFor(group(), "joining it");
    }

    private String group() {
        return "the group that reads touched keys of " + source;
    }

    @Override
    public void run() {
        try {
            transactions.open(this::isStopping, kafkaBackoff);
            while (!stopping) {
                turn();
            }
        } catch (FencedInstanceIdException e) {
            parts.health().failed("Another extractor has the same EXTRACTOR_INSTANCE");
            log.error(
                    "Another extractor has the same EXTRACTOR_INSTANCE; touched keys of {} are not read here", source);
        } catch (RuntimeException e) {
            parts.health()
                    .failed("The reading of touched keys of %s ended: %s"
                            .formatted(source, e.getClass().getSimpleName()));
            throw e;
        } finally {
            measured.end();
            due.close();
            reads.close();
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5))
                    .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
            transactions.close();
            stopped.countDown();
        }
    }

    /** Tells the loop to end after what is in hand. */
    void stop() {
        stopping = true;
        toldToStop.countDown();
        consumer.wakeup();
    }

    /** Waits for the end. */
    boolean awaitEnd(Duration time) throws InterruptedException {
        return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isStopping() {
        return stopping;
    }

    private void turn() {
        try {
            subscribe();
            long now = clock.millis();
            take(now);
            measured.look(consumer, lanes);
            pauseWhatIsFull();
            List<Lanes.Share> shares = waits.isAll() ? List.of() : lanes.next(clock.millis(), waits.pipelines());
            if (!shares.isEmpty()) {
                Set<String> names =
                        shares.stream().map(Lanes.Share::pipeline).collect(Collectors.toCollection(TreeSet::new));
                // The result is of no use.
                var unused = parts.overtaking().inTurns(names, () -> process(shares));
            }
            due.look(owned(), (pipeline, touches) -> transactions.commitDue(pipeline, touches, due));
        } catch (WakeupException e) {
            log.debug("Woken up to stop");
        } catch (FencedInstanceIdException e) {
            throw e;
        } catch (KafkaUnavailable | KafkaException e) {
            recover(e);
        }
    }

    private void take(long now) {
        long next = lanes.nextDue();
        long wait = waits.isAny() || next == Long.MAX_VALUE
                ? POLL.toMillis()
                : Math.max(0, Math.min(POLL.toMillis(), next - now));
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(wait))) {
            Lane lane = Lane.of(message.topic());
            long delay = lane == Lane.AGAIN ? parts.again().toMillis() : 0;
            lanes.add(OneOwner.pipeline(message.topic()), lane, Touch.of(message, delay));
        }
    }

    private void pauseWhatIsFull() {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> others = new ArrayList<>();
        for (TopicPartition partition : consumer.assignment()) {
            String pipeline = OneOwner.pipeline(partition.topic());
            (lanes.isFull(pipeline, Lane.of(partition.topic())) ? full : others).add(partition);
        }
        consumer.pause(full);
        consumer.resume(others);
    }

    private boolean process(List<Lanes.Share> shares) {
        Instant begun = clock.instant();
        List<Reads.Outcome> all = reads.all(shares);
        List<Reads.Outcome> read =
                all.stream().filter(outcome -> outcome.failure().isEmpty()).toList();
        // A source that gives something is there, whatever else it fails at.
        boolean answers = read.stream().anyMatch(outcome -> !outcome.read().isEmpty());
        all.stream().filter(outcome -> !outcome.failure().isEmpty()).forEach(outcome -> waitFor(outcome, answers));
        if (read.isEmpty()) {
            return false;
        }
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        for (Reads.Outcome outcome : read) {
            outcome.read().forEach(found -> {
                parts.overtaking().publishing(outcome.share().pipeline(), TouchedRecords.keys(found));
                messages.addAll(records.messages(outcome.share(), found));
            });
            messages.addAll(records.later(outcome.share(), begun));
        }
        begin(read);
        transactions.commit(read.stream().map(Reads.Outcome::share).toList(), messages, due);
        read.forEach(outcome -> {
            lanes.done(outcome.share());
            waits.over(outcome.share().pipeline(), source);
            measured.done(outcome.share());
        });
        parts.publishedMetrics().published(messages);
        kafkaBackoff.reset();
        return true;
    }

    /** Begins full batches of pipelines that are to be read as a whole. */
    private void begin(List<Reads.Outcome> read) {
        for (Reads.Outcome outcome : read) {
            Set<TouchReason> whole = EnumSet.noneOf(TouchReason.class);
            outcome.share().touches().stream()
                    .map(Touch::reason)
                    .filter(TouchReason::isOfAllKeys)
                    .forEach(whole::add);
            if (!whole.isEmpty() && !outcome.read().isEmpty()) {
                TouchReason why = whole.contains(TouchReason.TRUNCATE) ? TouchReason.TRUNCATE : TouchReason.GAP;
                parts.fullBatches().begin(outcome.share().pipeline(), why);
            }
        }
    }

    private void waitFor(Reads.Outcome outcome, boolean answers) {
        SourceException failure = outcome.failure().get(0);
        String why = Objects.requireNonNullElse(failure.getMessage(), "");
        if (failure instanceof SourceException.Unavailable && !answers) {
            waits.forSource(source, why);
        } else {
            waits.forPipeline(outcome.share().pipeline(), why);
        }
    }

    /** The pipelines whose touched keys this process reads. */
    private Set<String> owned() {
        return pipelines(
                consumer.assignment().stream().map(TopicPartition::topic).toList());
    }

    private static Set<String> pipelines(Collection<String> topics) {
        return topics.stream().map(OneOwner::pipeline).collect(Collectors.toCollection(TreeSet::new));
    }

    private void subscribe() {
        String wanted = parts.pipelines().all().stream()
                .filter(pipeline -> pipeline.extraction().source().equals(source))
                .map(pipeline -> Pattern.quote(Topics.touched(pipeline.name())))
                .sorted()
                .collect(Collectors.joining("|", "(", ")(\\.bulk|\\.again)?"));
        if (!wanted.equals(subscribed)) {
            consumer.subscribe(Pattern.compile(wanted), new Assignment());
            subscribed = wanted;
        }
    }

    /** After Kafka failed in the middle of a transaction: again from what is committed. */
    private void recover(RuntimeException failure) {
        log.warn(
                "Kafka did not take touched records of {} ({}); going on from the committed offsets",
                source,
                failure.getClass().getSimpleName());
        parts.health()
                .waitFor(group(), "a transaction failed: " + failure.getClass().getSimpleName());
        sleep(kafkaBackoff.next());
        lanes.clear();
        records.forget();
        transactions.renew(this::isStopping, kafkaBackoff);
        due.assigned(transactions.assigned(consumer.assignment()));
        parts.health().reached(group());
    }

    private void sleep(Duration duration) {
        try {
            stopping |= toldToStop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            parts.ownership().unsettle(pipelines(consumer.subscription()));
            lanes.forget(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            due.assigned(transactions.assigned(consumer.assignment()));
            records.forget();
            parts.ownership().settle(pipelines(consumer.subscription()), owned(), consumer.groupMetadata());
            parts.health().reached(group());
            log.info("Touched keys of {} pipelines of {} are read here", owned().size(), source);
        }
    }
}
