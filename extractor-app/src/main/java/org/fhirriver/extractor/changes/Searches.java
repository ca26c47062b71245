package org.fhirriver.extractor.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.pipelines.UnknownPipelineException;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.VisibleTransactions;
import org.fhirriver.kit.stage.Rejection;
import org.fhirriver.kit.stage.StageHandler;
import org.fhirriver.kit.stage.StageOutput;
import org.fhirriver.kit.stage.Unavailable;
import org.fhirriver.mapping.pipeline.KeysQuery;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.Topics;
import org.fhirriver.messages.TouchReason;

/**
 * Runs the queries that find touched keys. However many they find: keys are published in transactions of their own while
 * they come, and the order is committed after the last, so an interrupted search is done again. A key that is touched
 * twice does no harm.
 */
public final class Searches implements StageHandler {

    /** So many keys of one search are urgent; more are many, and wait for what is. */
    private static final int FEW = 500;

    private static final int AT_ONCE = 5_000;
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(5);

    private final String topic;
    private final Duration delay;
    private final Pipelines pipelines;
    private final Parts parts;
    private final Clock clock;

    /**
     * Searches.
     *
     * @param topic where they are ordered
     * @param delay how old an order has to be
     */
    public Searches(String topic, Duration delay, Pipelines pipelines, Parts parts, Clock clock) {
        this.topic = topic;
        this.delay = delay;
        this.pipelines = pipelines;
        this.parts = parts;
        this.clock = clock;
    }

    /**
     * What searches work with.
     *
     * @param publisher publishes the keys of large searches
     * @param overtaking the turns of those who publish records
     * @param known finds records that no database has any more
     */
    public record Parts(Publisher publisher, Overtaking overtaking, KnownRecords known, Alarms alarms) {}

    /** The message of an order. */
    static ProducerRecord<byte[], byte[]> message(SearchOrder order) {
        return new ProducerRecord<>(Topics.SEARCHES, order.pipeline().getBytes(UTF_8), order.toJson());
    }

    @Override
    public Pattern topics() {
        return Pattern.compile(Pattern.quote(topic));
    }

    /** One order at a time: the next ones wait no longer than one search takes. */
    @Override
    public int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) throws Unavailable {
        ConsumerRecord<byte[], byte[]> message = batch.get(0);
        pause(message.timestamp() + delay.toMillis() - clock.millis());
        Optional<SearchOrder> order = SearchOrder.fromJson(message.value());
        if (order.isEmpty()) {
            output.reject(message, Rejection.of("", "The message is no order of a search"));
            return 1;
        }
        try {
            search(order.get(), output);
        } catch (UnknownPipelineException e) {
            // The pipeline is gone, and with it all that wanted to know.
            return 1;
        } catch (SourceException.Unavailable e) {
            throw new Unavailable("the source of " + order.get().pipeline(), reason(e), e);
        } catch (SourceException e) {
            parts.alarms().unknownKey(order.get().table(), order.get().pipeline(), reason(e));
            output.reject(message, Rejection.of(order.get().pipeline(), reason(e)));
        }
        return 1;
    }

    private void search(SearchOrder order, StageOutput output) throws SourceException {
        Pipeline pipeline = pipelines.pipeline(order.pipeline());
        RecordSource source = pipelines.records(pipeline);
        awaitVisible(order, source);
        Found found = new Found(order);
        for (KeysQuery query : Changes.queries(pipeline, order.source())) {
            source.search(query, order.values(), found::add);
        }
        if (!order.gone().values().stream().allMatch(List::isEmpty)) {
            // What was read before the rows were gone is on the bus when this has had its turn.
            parts.overtaking().inTurn(pipeline.name(), () -> pipeline);
            parts.known().keys(pipeline.name(), order.gone()).forEach(found::add);
        }
        found.end(output);
        if (order.again()) {
            output.send(new ProducerRecord<>(
                    Topics.searchesAgain(),
                    order.pipeline().getBytes(UTF_8),
                    order.once().toJson()));
        }
    }

    private void awaitVisible(SearchOrder order, RecordSource source) throws SourceException {
        Long transaction = order.transaction();
        long end = clock.millis() + VISIBLE_WITHIN.toMillis();
        while (transaction != null && clock.millis() < end) {
            Optional<VisibleTransactions> visible = source.visibleTransactions();
            if (visible.isEmpty() || visible.get().isVisible(transaction)) {
                return;
            }
            pause(2);
        }
    }

    private static void pause(long millis) {
        try {
            if (millis > 0) {
                TimeUnit.MILLISECONDS.sleep(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(SourceException e) {
        return Objects.requireNonNullElse(e.getMessage(), "");
    }

    /** What a search has found. */
    private final class Found {

        private final SearchOrder order;
        private final List<String> keys = new ArrayList<>();
        private boolean many;

        Found(SearchOrder order) {
            this.order = order;
            this.many = order.snapshot();
        }

        void add(String key) {
            keys.add(key);
            if (keys.size() >= AT_ONCE) {
                many = true;
                parts.publisher().publish(messages());
                keys.clear();
            }
        }

        void end(StageOutput output) {
            many |= keys.size() > FEW;
            messages().forEach(output::send);
        }

        private List<ProducerRecord<byte[], byte[]>> messages() {
            String target = many ? Topics.touchedInBulk(order.pipeline()) : Topics.touched(order.pipeline());
            return keys.stream()
                    .distinct()
                    .map(key -> TouchMessages.touch(
                            target, key, TouchReason.QUERY, order.transaction(), order.again() && !many))
                    .toList();
        }
    }
}
