package org.fhirriver.local.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/** A server that speaks MongoDB's wire protocol, on the loopback interface of this machine. */
public final class StoreServer implements AutoCloseable {

    /** A change writes the page again that it is in: a page has one resource, or a few small ones. */
    private static final int SMALL_PAGE = 3 * 1024;

    private static final int MEBIBYTE = 1024 * 1024;
    /** Of the memory, for pages that were read. */
    private static final int CACHED_PART = 8;
    /** Of the memory, for changes of a command before some of them are written ahead of its end. */
    private static final int UNSAVED_PART = 20;

    private static final int SHORT_RETENTION_MILLIS = 2_000;
    /** Commits wait while the file is compacted, so it is not kept as small as it could be. */
    private static final int LEAST_FILLED_PERCENT = 50;

    private final MongoServer server;
    private final int port;

    private StoreServer(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a server that keeps its documents in a file: what it has acknowledged is in there. */
    public static StoreServer onDisk(Path file, int port) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder of " + file, e);
        }
        return start(new DurableBackend(open(file)), port);
    }

    /** Starts a server that forgets everything when it is closed. */
    public static StoreServer inMemory(int port) {
        return start(new DurableBackend(MVStore.open(null)), port);
    }

    private static MVStore open(Path file) {
        int memory = (int) (Runtime.getRuntime().maxMemory() / MEBIBYTE);
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .pageSplitSize(SMALL_PAGE)
                .cacheSize(Math.max(1, memory / CACHED_PART))
                .autoCommitBufferSize(Math.max(1, memory / UNSAVED_PART) * 1024)
                .autoCompactFillRate(LEAST_FILLED_PERCENT)
                .open();
        // Every commit is forced to disk, so the space of what it replaced may be used again at once.
        store.setRetentionTime(SHORT_RETENTION_MILLIS);
        return store;
    }

    private static StoreServer start(DurableBackend backend, int port) {
        var server = new MongoServer(backend);
        server.bind("127.0.0.1", port);
        return new StoreServer(server, server.getLocalAddress().getPort());
    }

    /** Where clients connect to, without a database. */
    public String uri() {
        return "mongodb://localhost:" + port;
    }

    /** Ends all connections and closes the file. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
