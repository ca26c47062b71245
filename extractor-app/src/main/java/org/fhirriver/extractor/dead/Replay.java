package org.fhirriver.extractor.dead;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.Stage;

/**
 * Sends dead letters through again, once what was wrong is mended: rows that were no records are read again, messages
 * that could not be mapped or stored are sent again as they came. A letter is replayed once; whatever is still wrong
 * with it makes another letter.
 */
public final class Replay {

    private final Supplier<Consumer<byte[], byte[]>> committed;
    private final Supplier<Consumer<byte[], byte[]>> uncommitted;
    private final Publisher publisher;
    private final Rereading rereading;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * A replay that has not begun.
     *
     * @param committed makes a consumer that sees committed messages only
     * @param uncommitted makes one that sees everything
     */
    public Replay(
            Supplier<Consumer<byte[], byte[]>> committed,
            Supplier<Consumer<byte[], byte[]>> uncommitted,
            Pipelines pipelines,
            Overtaking overtaking,
            Publisher publisher,
            Clock clock) {
        this.committed = committed;
        this.uncommitted = uncommitted;
        this.publisher = publisher;
        this.rereading = new Rereading(pipelines, overtaking, publisher, clock);
        this.clock = clock;
    }

    /**
     * Replays what is wanted, as far as it can be done at one time.
     *
     * @throws KafkaUnavailable when Kafka does not answer, or another replay is in progress; what was done until then
     *     stays done
     */
    public Replayed replay(Wanted wanted) throws SourceException {
        if (!turn.tryLock()) {
            throw new KafkaUnavailable("Another replay is in progress", new IllegalStateException("No turn"));
        }
        try {
            DeadLetterTopics topics = new DeadLetterTopics(committed);
            Selection selection = new Selection();
            topics.read(wanted, letter -> {
                selection.add(letter);
                return true;
            });
            List<List<Letter>> rows = new ArrayList<>();
            List<List<Letter>> messages = new ArrayList<>();
            long lost = 0;
            for (List<Letter> letters : selection.subjects()) {
                if (letters.get(0).stage() == Stage.EXTRACTOR) {
                    rows.add(letters);
                } else if (letters.get(0).origin().isPresent()) {
                    messages.add(letters);
                } else {
                    lost += letters.size();
                }
            }
            return new Replayed(0, 0, lost, selection.isThereMore())
                    .plus(rereading.read(rows))
                    .plus(resent(topics, messages));
        } catch (KafkaException e) {
            throw new KafkaUnavailable("The dead letters cannot be replayed", e);
        } finally {
            turn.unlock();
        }
    }

    private Replayed resent(DeadLetterTopics topics, List<List<Letter>> letters) {
        if (letters.isEmpty()) {
            return Replayed.NOTHING;
        }
        List<Letter> all = letters.stream().flatMap(List::stream).toList();
        try (NewerStates newer = new NewerStates(committed, uncommitted, all)) {
            return new Resending(topics, newer, publisher, clock).send(letters);
        }
    }
}
