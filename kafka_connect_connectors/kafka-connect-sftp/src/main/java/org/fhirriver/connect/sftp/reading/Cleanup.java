package org.fhirriver.connect.sftp.reading;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.fhirriver.connect.sftp.server.FileState;
import org.fhirriver.connect.sftp.server.ServerSession;
import org.fhirriver.connect.sftp.settings.CleanupPolicy;
import org.fhirriver.connect.sftp.settings.FolderSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts files away whose records are all in Kafka. */
final class Cleanup {

    private static final Logger log = LoggerFactory.getLogger(Cleanup.class);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private final FolderSettings settings;
    private final Deliveries deliveries;
    private final List<Finished> waiting = new ArrayList<>();

    private record Finished(FileState file, boolean hasBadLines) {}

    Cleanup(FolderSettings settings, Deliveries deliveries) {
        this.settings = settings;
        this.deliveries = deliveries;
    }

    void add(FileState file, boolean hasBadLines) {
        if (settings.cleanup() != CleanupPolicy.NONE) {
            waiting.add(new Finished(file, hasBadLines));
        }
    }

    /** Puts away what can be. */
    void run(ServerSession session) throws IOException {
        Iterator<Finished> each = waiting.iterator();
        while (each.hasNext()) {
            Finished finished = each.next();
            if (deliveries.allArrived(finished.file().path())) {
                putAway(finished, session);
                each.remove();
            }
        }
    }

    private void putAway(Finished finished, ServerSession session) throws IOException {
        FileState file = finished.file();
        Optional<FileState> now = session.file(file.path());
        if (now.isEmpty() || !now.get().equals(file)) {
            // Somebody wrote to it or took it away: what is there now is another file.
            return;
        }
        if (settings.cleanup() == CleanupPolicy.DELETE) {
            session.delete(file.path());
            log.info("Read and deleted {}", file.path());
            return;
        }
        String target = freePath(finished.hasBadLines() ? settings.error() : settings.finished(), file, session);
        session.rename(file.path(), target);
        log.info("Read {}, moved to {}", file.path(), target);
    }

    private static String freePath(String folder, FileState file, ServerSession session) throws IOException {
        String path = folder + (folder.endsWith("/") ? "" : "/") + file.name();
        return session.file(path).isEmpty() ? path : path + "." + MOMENT.format(Instant.now());
    }
}
