package org.fhirriver.kit.stage;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.kit.kafka.WritableTopics;
import org.fhirriver.messages.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of a stage: it polls, lets the handler work, and commits what the handler wrote, the ledger and the offsets
 * in one Kafka transaction. Before it does, it polls once more, so that the handler can begin with the next messages
 * while it waits for Kafka.
 *
 * <p>While something outside is away, nothing is committed, the affected partitions are paused, polling goes on so that
 * the group keeps its member, and the same messages are tried again with growing pauses, without limit. An exception
 * of the handler that is neither a rejection nor an outage is a fault of ours: the loop ends with it.
 */
public final class StageLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(StageLoop.class);
    private static final String GROUP = "Kafka consumer group";
    private static final String TRANSACTIONS = "Kafka transactions";
    private static final Duration POLL = Duration.ofMillis(200);

    /** A member that does not poll for five minutes loses its partitions; slow work is put back long before that. */
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(60);

    private static final Duration TO_LEAVE = Duration.ofSeconds(5);

    private final Stage stage;
    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final StageHandler handler;
    private final WritableTopics topics;
    private final Health health;
    private final Clock clock;
    private final StageMetrics measured;
    private final Backoff backoff = new Backoff();
    private final Backoff kafkaBackoff = new Backoff();
    private final CountDownLatch toldToStop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<TopicPartition> waiting = new HashSet<>();
    private final Polled polled = new Polled();
    private volatile boolean stopping;
    private Producer<byte[], byte[]> producer;
    private String subscribed = "";
    private String away = "";
    private long retryAt;

    /**
     * A loop that has not begun.
     *
     * @param consumer the loop's own; closed at its end
     * @param producers makes a transactional producer, again after one was fenced
     */
    public StageLoop(
            Stage stage,
            Consumer<byte[], byte[]> consumer,
            Supplier<Producer<byte[], byte[]>> producers,
            StageHandler handler,
            WritableTopics topics,
            Health health,
            MeterRegistry metrics,
            Clock clock) {
        this.stage = stage;
        this.consumer = consumer;
        this.producers = producers;
        this.handler = handler;
        this.topics = topics;
        this.health = health;
        this.measured = new StageMetrics(stage, metrics);
        this.clock = clock;
        this.producer = producers.get();
        health.waitFor(GROUP, "joining it");
    }

    /** Runs until {@link #stop} is called, or until a fault of ours, which is thrown after {@code health} has it. */
    @Override
    public void run() {
        try {
            initialise();
            while (!stopping) {
                turn();
            }
        } catch (RuntimeException e) {
            health.failed(
                    "The %s stopped: %s".formatted(stage.code(), e.getClass().getSimpleName()));
            throw e;
        } finally {
            leave();
            producer.close(Duration.ofSeconds(5));
            stopped.countDown();
        }
    }

    /**
     * Ends the loop after the batch in hand.
     *
     * @return whether it ended within the grace
     */
    public boolean stop(Duration grace) throws InterruptedException {
        stopping = true;
        toldToStop.countDown();
        consumer.wakeup();
        return stopped.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        subscribe();
        try {
            if (!waiting.isEmpty() && clock.millis() >= retryAt) {
                resume();
            }
            if (polled.isEmpty()) {
                poll(POLL);
            }
            if (polled.hasRoomBehind()) {
                poll(Duration.ZERO);
            }
            long polledAt = clock.millis();
            for (int rest = polled.isEmpty() ? 0 : polled.batch().size(); rest > 0 && !stopping; ) {
                rest -= process();
                if (clock.millis() - polledAt > BETWEEN_POLLS.toMillis()) {
                    putBack();
                    return;
                }
            }
        } catch (WakeupException e) {
            log.debug("Woken up to stop");
        } catch (OutageException e) {
            pause(e.outage());
        } catch (FencedInstanceIdException e) {
            throw new IllegalStateException(
                    "Another %1$s has the same name; give each its own %2$s_INSTANCE"
                            .formatted(stage.code(), stage.code().toUpperCase(Locale.ROOT)),
                    e);
        } catch (KafkaUnavailable | KafkaException e) {
            recover(e);
        }
    }

    /** The handler may begin with what has come while what came before is being committed. */
    private void poll(Duration wait) {
        List<ConsumerRecord<byte[], byte[]>> batch = polled.add(consumer.poll(wait));
        if (!batch.isEmpty()) {
            handler.ahead(batch);
        }
        measured.lag(consumer);
    }

    /** Lets the next poll bring again what is not committed. */
    private void putBack() {
        polled.begins().forEach(consumer::seek);
        polled.clear();
    }

    /** Handles a part of the batch in hand in one transaction and returns how many messages it was. */
    private int process() {
        StageOutput output = new StageOutput(stage, producer, topics, clock);
        long begun = System.nanoTime();
        producer.beginTransaction();
        int done = handle(polled.batch(), output);
        output.writeLedger();
        producer.sendOffsetsToTransaction(polled.ends(done), consumer.groupMetadata());
        producer.commitTransaction();
        polled.done(done);
        handler.committed();
        measured.committed(done, Duration.ofNanos(System.nanoTime() - begun), output.counts());
        output.rejections().tell();
        kafkaBackoff.reset();
        if (!away.isEmpty() && waiting.isEmpty()) {
            log.info("{} is back", away);
            health.reached(away);
            away = "";
            backoff.reset();
        }
        return done;
    }

    private int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) {
        try {
            int done = handler.handle(batch, output);
            if (done < 1 || done > batch.size()) {
                throw new IllegalStateException("A handler says it did %d of %d".formatted(done, batch.size()));
            }
            return done;
        } catch (Unavailable e) {
            producer.abortTransaction();
            throw new OutageException(e);
        }
    }

    /** Takes everything back that is not committed, and lets the affected partitions wait. */
    private void pause(Unavailable outage) {
        rewind();
        waiting.addAll(outage.affected().isEmpty() ? consumer.assignment() : outage.affected());
        waiting.retainAll(consumer.assignment());
        consumer.pause(waiting);
        Duration wait = backoff.next();
        retryAt = clock.millis() + wait.toMillis();
        if (!away.equals(outage.what())) {
            log.warn("{}; waiting, nothing is lost", outage.why());
        }
        away = outage.what();
        health.waitFor(away, outage.why());
    }

    private void resume() {
        waiting.retainAll(consumer.assignment());
        consumer.resume(waiting);
        waiting.clear();
    }

    /** After Kafka failed in the middle of a transaction: a new producer, and again from what is committed. */
    private void recover(RuntimeException failure) {
        log.warn(
                "Kafka did not take a transaction ({}); going on from the committed offsets",
                failure.getClass().getSimpleName());
        health.waitFor(TRANSACTIONS, "one failed: " + failure.getClass().getSimpleName());
        sleep(kafkaBackoff.next());
        renewProducer();
        initialise();
        rewind();
    }

    private void initialise() {
        while (!stopping) {
            try {
                producer.initTransactions();
                health.reached(TRANSACTIONS);
                return;
            } catch (KafkaException e) {
                health.waitFor(TRANSACTIONS, "none can begin: " + e.getClass().getSimpleName());
                sleep(kafkaBackoff.next());
                renewProducer();
            }
        }
    }

    private void renewProducer() {
        producer.close(Duration.ZERO);
        producer = producers.get();
    }

    private void rewind() {
        polled.clear();
        while (!stopping) {
            try {
                CommittedOffsets.seek(consumer);
                health.reached(TRANSACTIONS);
                return;
            } catch (WakeupException e) {
                return;
            } catch (FencedInstanceIdException e) {
                throw e;
            } catch (KafkaException e) {
                health.waitFor(
                        TRANSACTIONS,
                        "committed offsets cannot be read: " + e.getClass().getSimpleName());
                sleep(kafkaBackoff.next());
            }
        }
    }

    private void subscribe() {
        Pattern wanted = handler.topics();
        if (!wanted.pattern().equals(subscribed)) {
            consumer.subscribe(wanted, new Assignment());
            subscribed = wanted.pattern();
        }
    }

    /** Waits, but not longer than until the loop is told to stop. */
    private void sleep(Duration duration) {
        try {
            stopping |= toldToStop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Gives the partitions to the others of the group at once; a static member would keep them for its restart. */
    private void leave() {
        measured.lagUnknown();
        consumer.close(
                CloseOptions.timeout(TO_LEAVE).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    /** Carries an outage out of a transaction that was aborted for it. */
    private static final class OutageException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Unavailable outage;

        private OutageException(Unavailable outage) {
            super(outage);
            this.outage = outage;
        }

        private Unavailable outage() {
            return outage;
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            waiting.removeAll(partitions);
            polled.forget(partitions);
            handler.revoked(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            health.reached(GROUP);
            log.info(
                    "{} reads {} partitions",
                    stage.code(),
                    consumer.assignment().size());
        }
    }
}
