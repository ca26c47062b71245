package org.fhirriver.connect.sftp.reading;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.kit.reading.Batch;
import org.fhirriver.connect.kit.reading.BatchReader;
import org.fhirriver.connect.sftp.server.FileState;
import org.fhirriver.connect.sftp.server.Server;
import org.fhirriver.connect.sftp.server.ServerSession;
import org.fhirriver.connect.sftp.settings.SftpSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the files of one task one after the other. */
public final class ReadingLoop implements BatchReader {

    private static final Logger log = LoggerFactory.getLogger(ReadingLoop.class);
    /** Connect wants to be asked often whether it has other plans for the task. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final SftpSettings settings;
    private final Server server;
    private final Function<Map<String, String>, @Nullable Map<String, Object>> offsets;
    private final Deliveries deliveries;
    private final Folder folder;
    private final Cleanup cleanup;
    private final Retries retries;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable ServerSession session;
    private @Nullable FileReading reading;
    private long pausedUntil = System.nanoTime();

    /**
     * The files of one task.
     *
     * @param offsets what Connect has stored for a file
     * @param ours which topics' files the task reads
     */
    public ReadingLoop(
            SftpSettings settings,
            Function<Map<String, String>, @Nullable Map<String, Object>> offsets,
            Deliveries deliveries,
            Predicate<String> ours) {
        this.settings = settings;
        this.server = new Server(settings.server());
        this.offsets = offsets;
        this.deliveries = deliveries;
        this.folder = new Folder(settings.folders(), name -> ours.test(Records.topic(name, settings)));
        this.cleanup = new Cleanup(settings.folders(), deliveries);
        this.retries = new Retries(settings.server());
    }

    @Override
    public Batch next() throws InterruptedException {
        long pause = pausedUntil - System.nanoTime();
        if (pause > 0) {
            stopped.await(Math.min(pause, LONGEST_WAIT_NANOS), TimeUnit.NANOSECONDS);
            return Batch.NONE;
        }
        if (isStopped()) {
            return Batch.NONE;
        }
        try {
            Batch batch = read(session());
            retries.succeeded();
            return batch;
        } catch (IOException e) {
            disconnect();
            if (!isStopped()) {
                pause(retries.failed(e).toNanos());
            }
            return Batch.NONE;
        }
    }

    private Batch read(ServerSession connected) throws IOException {
        cleanup.run(connected);
        FileReading current = reading == null ? begin(connected) : reading;
        if (current == null) {
            pause(settings.folders().emptyPollWait().toNanos());
            return Batch.NONE;
        }
        reading = current;
        List<SourceRecord> records = current.next(connected, settings.batchSize());
        deliveries.handedOver(current.file().path(), records.size());
        switch (current.state()) {
            case READING -> {}
            case WAITING ->
                pause(records.isEmpty() ? settings.folders().emptyPollWait().toNanos() : 0);
            case FINISHED -> {
                folder.done(current.file());
                cleanup.add(current.file(), current.hasBadLines());
                reading = null;
            }
            case CHANGED -> reading = null;
        }
        // What waits for more of a file is committed meanwhile.
        return new Batch(records, current.state() != FileReading.State.READING);
    }

    private @Nullable FileReading begin(ServerSession connected) throws IOException {
        Optional<FileState> next = folder.next(connected);
        if (next.isEmpty()) {
            return null;
        }
        FileState file = next.get();
        Map<String, Object> stored = offsets.apply(Progress.partition(file.path()));
        Progress known = stored == null ? Progress.begin(file) : Progress.of(stored);
        Progress from = known.isOf(file) ? known : Progress.begin(file);
        log.info("Reading {} from position {}", file.path(), from.position());
        return new FileReading(file, from, settings);
    }

    private ServerSession session() throws IOException {
        ServerSession connected = session;
        if (connected == null) {
            connected = server.open();
            session = connected;
        }
        return connected;
    }

    private void disconnect() {
        if (reading != null) {
            reading.close();
        }
        ServerSession connected = session;
        session = null;
        if (connected != null) {
            connected.close();
        }
    }

    private void pause(long nanos) {
        pausedUntil = System.nanoTime() + nanos;
    }

    @Override
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public void close() {
        stopped.countDown();
        ServerSession connected = session;
        if (connected != null) {
            connected.close();
        }
    }
}
