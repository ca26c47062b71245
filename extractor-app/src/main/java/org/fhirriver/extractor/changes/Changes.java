package org.fhirriver.extractor.changes;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.extractor.changes.Keys.UnknownKeyException;
import org.fhirriver.extractor.changes.Tables.Touching;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.kit.stage.Rejection;
import org.fhirriver.kit.stage.StageHandler;
import org.fhirriver.kit.stage.StageOutput;
import org.fhirriver.mapping.pipeline.KeysQuery;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.record.ChangeEvent;
import org.fhirriver.mapping.record.ChangeEvent.Kind;
import org.fhirriver.mapping.record.ChangeReader;
import org.fhirriver.mapping.record.ChangeReader.UnreadableChangeException;
import org.fhirriver.messages.Topics;
import org.fhirriver.messages.TouchReason;

/**
 * Tells from the changes of databases which keys are to be read again. It asks no database, so that nothing but Kafka
 * can make it wait; what needs a query becomes an order for {@link Searches}.
 */
public final class Changes implements StageHandler {

    /** So many keys are written in one transaction at most. */
    private static final int MOST = 20_000;

    /** An event that is older has been visible for long, even if the clocks of the two differ somewhat. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Pipelines pipelines;
    private final Alarms alarms;
    private final Clock clock;
    private final ChangeReader reader = new ChangeReader();
    private List<Pipeline> known = List.of();
    private Map<String, Tables> systems = Map.of();
    private Pattern topics = Pattern.compile("(?!)");

    public Changes(Pipelines pipelines, Alarms alarms, Clock clock) {
        this.pipelines = pipelines;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public Pattern topics() {
        refresh();
        return topics;
    }

    @Override
    public int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) {
        refresh();
        Map<String, Touched> touched = new LinkedHashMap<>();
        int done = 0;
        while (done < batch.size()
                && touched.values().stream().mapToInt(Touched::size).sum() < MOST) {
            handle(batch.get(done), touched, output);
            done++;
        }
        touched.values().forEach(keys -> keys.messages().forEach(output::send));
        return done;
    }

    private void handle(ConsumerRecord<byte[], byte[]> message, Map<String, Touched> touched, StageOutput output) {
        Optional<String> system = systemOf(message.topic());
        // After a deletion Debezium writes a message without a value, for compaction.
        if (system.isEmpty() || message.value() == null) {
            return;
        }
        try {
            Optional<ChangeEvent> event = reader.read(message.topic(), message.value());
            if (event.isPresent() && event.get().kind() != Kind.MESSAGE) {
                touch(event.get(), system.get(), touched, message, output);
            }
        } catch (UnreadableChangeException e) {
            output.reject(message, Rejection.of("", e.reason()));
        }
    }

    private void touch(
            ChangeEvent event,
            String system,
            Map<String, Touched> touched,
            ConsumerRecord<byte[], byte[]> message,
            StageOutput output) {
        List<Touching> all = systems.getOrDefault(system, new Tables(List.of())).touchedBy(event.source());
        boolean ofSnapshot = event.kind() == Kind.READ;
        if (event.kind() == Kind.TRUNCATE) {
            List<String> names =
                    all.stream().map(touching -> touching.pipeline().name()).toList();
            alarms.truncated(event.source().table(), names);
            everything(names, TouchReason.TRUNCATE, output);
            return;
        }
        if (ofSnapshot && event.source().snapshot().equals("last")) {
            snapshotEnded(system, output);
        }
        for (Touching touching : all) {
            String name = touching.pipeline().name();
            try {
                touch(event, touching, ofSnapshot, touched.computeIfAbsent(name, Touched::new));
            } catch (UnknownKeyException e) {
                alarms.unknownKey(event.source().table(), name, String.valueOf(e.getMessage()));
                output.reject(message, Rejection.of(name, String.valueOf(e.getMessage())));
            }
        }
    }

    private static void everything(List<String> pipelines, TouchReason reason, StageOutput output) {
        pipelines.forEach(name -> output.send(TouchMessages.everything(Topics.touchedInBulk(name), reason)));
    }

    /** A snapshot has ended: what was deleted before it is in no event. */
    private void snapshotEnded(String system, StageOutput output) {
        List<String> names = systems.getOrDefault(system, new Tables(List.of())).names();
        alarms.missedChanges(system, names);
        everything(names, TouchReason.GAP, output);
    }

    private void touch(ChangeEvent event, Touching touching, boolean ofSnapshot, Touched touched)
            throws UnknownKeyException {
        Keys keys = new Keys(event);
        boolean again = !ofSnapshot && mayBeInvisible(event);
        Long transaction = ofSnapshot ? null : event.source().transaction();
        for (List<String> columns : touching.columns()) {
            for (String key : keys.of(touching.pipeline(), columns)) {
                touched.key(key, ofSnapshot, transaction, again);
            }
        }
        Set<String> asked = new LinkedHashSet<>();
        touching.queries().forEach(query -> asked.addAll(query.columnNames()));
        Map<String, List<Object>> values = new HashMap<>();
        for (String column : asked) {
            values.put(column, keys.values(column));
        }
        Map<String, List<Object>> gone = new HashMap<>();
        if (event.kind() == Kind.DELETE) {
            for (String column : touching.known()) {
                gone.put(column, keys.values(column));
            }
        }
        if (isAny(values) || isAny(gone)) {
            touched.search(new SearchOrder(
                    touching.pipeline().name(),
                    event.source().database(),
                    event.source().schema(),
                    event.source().table(),
                    values,
                    gone,
                    transaction,
                    again,
                    ofSnapshot));
        }
    }

    private static boolean isAny(Map<String, List<Object>> values) {
        return values.values().stream().anyMatch(found -> !found.isEmpty());
    }

    /** Only PostgreSQL tells which transaction has to be visible; others write the log before they show the change. */
    private boolean mayBeInvisible(ChangeEvent event) {
        return event.source().transaction() == null
                && (event.source().at() == 0 || clock.millis() - event.source().at() < FRESH.toMillis());
    }

    private Optional<String> systemOf(String topic) {
        return systems.keySet().stream()
                .filter(system -> topic.startsWith(Topics.changes(system) + "."))
                .max(Comparator.comparing(String::length));
    }

    private void refresh() {
        List<Pipeline> all = List.copyOf(pipelines.all());
        if (all.equals(known)) {
            return;
        }
        known = all;
        Map<String, List<Pipeline>> bySystem = all.stream()
                .collect(Collectors.groupingBy(
                        pipeline -> pipeline.extraction().source(), LinkedHashMap::new, Collectors.toList()));
        Map<String, Tables> fresh = new LinkedHashMap<>();
        bySystem.forEach((system, of) -> fresh.put(system, new Tables(of)));
        systems = fresh;
        List<String> names = new ArrayList<>(fresh.keySet());
        names.sort(Comparator.naturalOrder());
        topics = Pattern.compile(
                names.isEmpty()
                        ? "(?!)"
                        : names.stream()
                                .map(system -> Pattern.quote(Topics.changes(system) + "."))
                                .collect(Collectors.joining("|", "(", ").+")));
    }

    /** The queries of a pipeline for a table, as the pipeline's file says now. */
    static List<KeysQuery> queries(Pipeline pipeline, ChangeEvent.Source table) {
        return new Tables(List.of(pipeline))
                .touchedBy(table).stream()
                        .flatMap(touching -> touching.queries().stream())
                        .toList();
    }
}
