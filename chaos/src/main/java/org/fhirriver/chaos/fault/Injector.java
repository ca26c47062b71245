package org.fhirriver.chaos.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.chaos.stand.Member;
import org.fhirriver.chaos.stand.Stand;
import org.fhirriver.messages.Topics;

/** Does to a stand what a fault says, and starts again what was killed. */
public final class Injector implements AutoCloseable {

    /** Longer than the ten seconds after which a group gives a silent member's partitions to another. */
    private static final Duration FROZEN = Duration.ofSeconds(16);

    private static final Duration MOMENT_WITHIN = Duration.ofSeconds(15);

    private final Stand stand;
    private final Random random;
    private final Duration outage;
    private final Admin admin;

    /**
     * An injector.
     *
     * @param outage how long the store is stopped
     */
    public Injector(Stand stand, Random random, Duration outage) {
        this.stand = stand;
        this.random = random;
        this.outage = outage;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stand.bootstrapServers()));
    }

    /** Injects a fault; gives the time, as of {@link System#nanoTime}, from which recovery counts. */
    public long inject(Fault fault) throws InterruptedException {
        return switch (fault) {
            case KILL_EXTRACTOR -> kill(stand.extractor());
            case KILL_TRANSFORMER -> kill(stand.transformer());
            case KILL_TRANSFORMER_IN_TRANSACTION -> {
                awaitTransaction();
                yield kill(stand.transformer());
            }
            case KILL_LOADER -> kill(stand.loader());
            case KILL_LOADER_BEFORE_COMMIT -> killAfterWrite();
            case KILL_BROKER -> kill(stand.broker());
            case RESTART_BROKER -> {
                stop(stand.broker());
                yield started(stand.broker());
            }
            case STOP_STORE -> {
                stop(stand.store());
                TimeUnit.MILLISECONDS.sleep(outage.toMillis());
                yield started(stand.store());
            }
            case SECOND_TRANSFORMER -> joinAndLeave(stand.secondTransformer());
            case SECOND_LOADER -> joinAndLeave(stand.secondLoader());
            case FREEZE_TRANSFORMER -> freeze(stand.transformer(), stand.secondTransformer());
            case FREEZE_LOADER -> freeze(stand.loader(), stand.secondLoader());
        };
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private long kill(Member member) throws InterruptedException {
        long at = System.nanoTime();
        member.kill();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
        member.start();
        return at;
    }

    private static long started(Member member) {
        member.start();
        return System.nanoTime();
    }

    /** Whoever is asked to stop has to end in order. */
    private static void stop(Member member) throws InterruptedException {
        long begun = System.nanoTime();
        int status = member.stop();
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        boolean service = !member.name().equals("broker") && !member.name().equals("store");
        if (service && (status != 0 || seconds > 30)) {
            throw new IllegalStateException(
                    "%s ended with exit status %d after %d s".formatted(member.name(), status, seconds));
        }
    }

    private long killAfterWrite() throws InterruptedException {
        stand.wire().afterNextWrite(() -> stand.loader().kill());
        long end = System.nanoTime() + MOMENT_WITHIN.toNanos();
        while (stand.wire().isArmed() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        stand.wire().disarm();
        return kill(stand.loader());
    }

    private long joinAndLeave(Member second) throws InterruptedException {
        second.start();
        second.awaitReady();
        TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(4_000));
        stop(second);
        return System.nanoTime();
    }

    private long freeze(Member first, Member second) throws InterruptedException {
        second.start();
        second.awaitReady();
        first.freeze();
        try {
            TimeUnit.MILLISECONDS.sleep(FROZEN.toMillis());
        } finally {
            first.thaw();
        }
        TimeUnit.SECONDS.sleep(3);
        stop(second);
        return System.nanoTime();
    }

    /** Waits until a message stands on a FHIR topic that is not committed yet. */
    private void awaitTransaction() throws InterruptedException {
        long end = System.nanoTime() + MOMENT_WITHIN.toNanos();
        try {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            List<String> topics = admin.listTopics().names().get(5, TimeUnit.SECONDS).stream()
                    .filter(topic -> topic.startsWith(Topics.FHIR_PREFIX))
                    .toList();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get(5, TimeUnit.SECONDS)
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(partition -> ends.put(
                                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
            while (System.nanoTime() < end && !isOpen(ends)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (ExecutionException | TimeoutException e) {
            // The broker does not answer; the transformer is killed at any moment then.
            return;
        }
    }

    private boolean isOpen(Map<TopicPartition, OffsetSpec> ends)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, ListOffsetsResultInfo> stable = admin.listOffsets(
                        ends, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get(5, TimeUnit.SECONDS);
        Map<TopicPartition, ListOffsetsResultInfo> written = admin.listOffsets(
                        ends, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get(5, TimeUnit.SECONDS);
        return written.entrySet().stream()
                .anyMatch(end -> end.getValue().offset()
                        > stable.getOrDefault(end.getKey(), end.getValue()).offset());
    }
}
