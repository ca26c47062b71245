package org.fhirriver.extractor.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.pipelines.UnknownPipelineException;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.publish.RecordMessages;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.RecordKey;
import org.fhirriver.messages.Stage;

/**
 * Reads again from their source the keys of the extractor's dead letters: what stands there now is newer than any of
 * them. A key that is gone is published as deleted.
 */
final class Rereading {

    private static final int KEYS_AT_ONCE = 200;

    private final Pipelines pipelines;
    private final Overtaking overtaking;
    private final Publisher publisher;
    private final Clock clock;

    Rereading(Pipelines pipelines, Overtaking overtaking, Publisher publisher, Clock clock) {
        this.pipelines = pipelines;
        this.overtaking = overtaking;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Reads the subject of each list of letters again, and settles the letters. */
    Replayed read(List<List<Letter>> wanted) throws SourceException {
        Map<String, Map<String, List<Letter>>> byPipeline = new LinkedHashMap<>();
        Replayed replayed = Replayed.NOTHING;
        for (List<Letter> letters : wanted) {
            Letter first = letters.get(0);
            if (first.key().isEmpty()) {
                replayed = replayed.plus(new Replayed(0, 0, letters.size(), false));
            } else {
                byPipeline
                        .computeIfAbsent(first.pipeline(), name -> new LinkedHashMap<>())
                        .put(UTF_8.decode(first.key().get().duplicate()).toString(), letters);
            }
        }
        for (Map.Entry<String, Map<String, List<Letter>>> entry : byPipeline.entrySet()) {
            replayed = replayed.plus(read(entry.getKey(), entry.getValue()));
        }
        return replayed;
    }

    private Replayed read(String name, Map<String, List<Letter>> wanted) throws SourceException {
        Replayed left = new Replayed(
                0, 0, wanted.values().stream().mapToLong(List::size).sum(), false);
        try {
            Pipeline pipeline = pipelines.pipeline(name);
            RecordSource source = pipelines.records(pipeline);
            List<String> keys = List.copyOf(wanted.keySet());
            Replayed replayed = Replayed.NOTHING;
            for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
                List<String> some = keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size()));
                replayed = replayed.plus(overtaking.inTurn(name, () -> read(pipeline, source, some, wanted)));
            }
            return replayed;
        } catch (UnknownPipelineException e) {
            return left;
        }
    }

    private Replayed read(Pipeline pipeline, RecordSource source, List<String> keys, Map<String, List<Letter>> wanted)
            throws SourceException {
        Map<String, Chunk> found = source.again(keys);
        Settlement settlement = new Settlement(clock.instant());
        long replayed = 0;
        long overtaken = 0;
        for (Map.Entry<String, Chunk> entry : found.entrySet()) {
            String key = entry.getKey();
            List<Letter> letters = wanted.getOrDefault(key, List.of());
            String batch = letters.get(letters.size() - 1).batch();
            List<Letter> same = letters.stream()
                    .filter(letter -> letter.batch().equals(batch))
                    .toList();
            letters.stream().filter(letter -> !letter.batch().equals(batch)).forEach(settlement::settle);
            same.forEach(settlement::replay);
            replayed += same.size();
            overtaken += letters.size() - same.size();
            publish(pipeline, key, entry.getValue(), batch, same.size(), settlement);
        }
        overtaking.publishing(
                pipeline.name(),
                found.keySet().stream().map(key -> key(pipeline, key)).toList());
        publisher.publish(settlement.messages());
        long left = keys.stream()
                .filter(key -> !found.containsKey(key))
                .mapToLong(key -> wanted.getOrDefault(key, List.of()).size())
                .sum();
        return new Replayed(replayed, overtaken, left, false);
    }

    private void publish(Pipeline pipeline, String key, Chunk chunk, String batch, int letters, Settlement settlement) {
        Optional<String> ofBatch = batch.isEmpty() ? Optional.empty() : Optional.of(batch);
        RecordMessages messages = new RecordMessages(pipeline, ofBatch, clock);
        Instant now = clock.instant();
        long dead = 0;
        for (ProducerRecord<byte[], byte[]> message : messages.all(chunk)) {
            dead += RecordMessages.isDead(message) ? 1 : 0;
            settlement.send(message);
        }
        if (chunk.size() == 0) {
            settlement.send(messages.deleted(key(pipeline, key), now));
        }
        if (ofBatch.isPresent()) {
            // Rows that contradicted one another counted as one record each; now there may be one instead of them.
            long records = Math.max(1, chunk.size());
            long difference = records - letters;
            if (difference != 0) {
                settlement.send(RecordMessages.ledger(
                        new LedgerEntry.Extracted(batch, now, pipeline.name(), difference, null)));
            }
            if (dead > 0) {
                settlement.send(RecordMessages.ledger(new LedgerEntry.Counted(
                        batch,
                        now,
                        pipeline.name(),
                        Stage.EXTRACTOR,
                        new Origin(pipeline.name(), 0, 0).toString(),
                        0,
                        Map.of(Count.REJECTED, dead))));
            }
        }
    }

    private static RecordKey key(Pipeline pipeline, String text) {
        return RecordKey.parse(text, pipeline.key().size()).orElseThrow();
    }
}
