package org.fhirriver.extractor.batch;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.publish.RecordMessages;
import org.fhirriver.extractor.source.Filters;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.Origin;

/** Takes orders for batches: begins them, cancels them, repeats what failed, and goes on with what a crash cut off. */
public final class BatchDesk {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

    private final String instance;
    private final Publisher publisher;
    private final Work work;
    private final BatchParts parts;
    private final Expectations expectations;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean open;

    BatchDesk(String instance, Publisher publisher, Work work, BatchParts parts) {
        this.instance = instance;
        this.publisher = publisher;
        this.work = work;
        this.parts = parts;
        this.expectations = new Expectations(parts.pipelines(), parts.batches());
    }

    /** Begins a batch and gives its id. */
    public String begin(List<String> pipelines, Filters filters) throws InterruptedException {
        return begin(pipelines, filters, false);
    }

    /**
     * Begins a batch and gives its id.
     *
     * @param deletesEvenIfMany whether records that are gone are deleted however many they are
     */
    public String begin(List<String> pipelines, Filters filters, boolean deletesEvenIfMany)
            throws InterruptedException {
        requireOpen();
        String id = newId();
        write(new LedgerEntry.Started(
                id, parts.clock().instant(), instance, pipelines, filters.texts(), deletesEvenIfMany));
        for (String pipeline : pipelines) {
            add(new Task(id, pipeline, filters, Optional.of(ResumePoint.BEGINNING), deletesEvenIfMany));
        }
        return id;
    }

    /** Ends the reading of a batch after the chunk in hand. */
    public void cancel(String id) throws InterruptedException {
        requireOpen();
        work.cancel(id, ENDS_WITHIN);
        write(new LedgerEntry.Cancelled(id, parts.clock().instant()));
    }

    /**
     * Reads on, from where they stopped, the pipelines of a batch whose reading failed or was cancelled.
     *
     * @param deletesEvenIfMany whether records that are gone are deleted however many they are; what was agreed to for
     *     the batch before stays
     * @return these pipelines; empty when there is nothing to repeat
     */
    public List<String> retry(String id, boolean deletesEvenIfMany) throws InterruptedException {
        requireOpen();
        List<String> again = parts.batches().repeatable(id);
        if (!again.isEmpty()) {
            Filters filters = new Filters(parts.batches().filters(id));
            boolean many = deletesEvenIfMany || parts.batches().deletesMany(id);
            write(new LedgerEntry.Started(id, parts.clock().instant(), instance, again, filters.texts(), many));
            again.forEach(pipeline -> add(new Task(id, pipeline, filters, Optional.empty(), many)));
        }
        return again;
    }

    void close() {
        expectations.close();
    }

    /**
     * Opens the desk, first of all for the batches of this extractor that are not read to their end; the ledger has to
     * be read before.
     */
    void resume() {
        parts.batches().unfinished(instance).forEach((id, pipelines) -> {
            Filters filters = new Filters(parts.batches().filters(id));
            boolean many = parts.batches().deletesMany(id);
            pipelines.forEach(pipeline -> add(new Task(id, pipeline, filters, Optional.empty(), many)));
        });
        open = true;
    }

    private void add(Task task) {
        work.add(task);
        expectations.ask(task);
    }

    /** Ends the call while it is not known yet what batches there are. */
    public void requireOpen() {
        if (!open) {
            throw new KafkaUnavailable(
                    "The ledger of batches is still being read", new IllegalStateException("Not resumed yet"));
        }
    }

    private void write(LedgerEntry entry) throws InterruptedException {
        List<Origin> written = publisher.publish(List.of(RecordMessages.ledger(entry)));
        parts.ledger().await(written.get(0), SEEN_WITHIN);
    }

    /** An id that sorts by time and that nobody else makes. */
    private String newId() {
        StringBuilder id = new StringBuilder(SECONDS.format(parts.clock().instant())).append('-');
        for (int i = 0; i < 6; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
