package org.fhirriver.local.river;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fhirriver.local.sample.LoadedSample;
import org.fhirriver.local.supervision.PartDoesNotStart;
import org.fhirriver.local.supervision.Supervisor;

/** The river of one state folder, from its start until it is closed. */
public final class River implements AutoCloseable {

    private final RiverOptions options;
    private final RiverListener listener;
    private final RiverLock lock;
    private final Addresses addresses;
    private final Supervisor supervisor;
    private final List<LoadedSample> loaded = new CopyOnWriteArrayList<>();

    private River(RiverOptions options, RiverListener listener, RiverLock lock) {
        this.options = options;
        this.listener = listener;
        this.lock = lock;
        this.addresses = Addresses.of(options);
        this.supervisor = new Supervisor(listener);
    }

    /**
     * Takes the state folder, and ends what a killed river left behind in it. Nothing is started yet.
     *
     * @throws StartProblem when another river has the folder
     */
    public static River open(RiverOptions options, RiverListener listener) throws IOException, InterruptedException {
        RiverHome home = options.home();
        RiverLock lock = RiverLock.take(home)
                .orElseThrow(() -> new StartProblem(
                        ExitCode.RUNNING, "The river runs already, with its state in " + home.folder()));
        int ended = home.endLeftovers();
        if (ended > 0) {
            listener.leftoversEnded(ended);
        }
        return new River(options, listener, lock);
    }

    /**
     * Starts all parts, and waits until they are ready and the databases filled.
     *
     * @throws StartProblem when that cannot be
     */
    public void start() throws IOException {
        Preconditions.checkPipelines(options);
        Databases databases = Databases.of(options);
        Preconditions.checkDisk(options);
        Preconditions.checkPorts(options, databases);
        writeAddresses(databases);
        var parts = new Parts(options, addresses);
        List<CompletableFuture<Void>> foundations = new ArrayList<>();
        if (options.embedsKafka()) {
            foundations.add(supervisor.start(parts.kafka()));
        }
        if (options.embedsStore()) {
            foundations.add(supervisor.start(parts.store()));
        }
        List<CompletableFuture<Void>> all = new ArrayList<>(foundations);
        if (databases.needPostgresql()) {
            all.add(startPostgresql(parts, databases));
        }
        if (databases.needMariaDb()) {
            all.add(startMariaDb(parts, databases));
        }
        all.add(together(foundations).thenCompose(ready -> startServices(parts, databases)));
        await(together(all));
    }

    /**
     * Starts what brings records beside the extractor, where it is wanted; nothing else waits for it.
     *
     * @return done when it is ready
     */
    public CompletableFuture<Void> startConnectors() throws IOException {
        Optional<Path> connectors = options.connectors();
        if (connectors.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var parts = new Parts(options, addresses);
        var drop = new Drop(options);
        var sources = new HashMap<>(Databases.of(options).environment());
        sources.putAll(drop.environment());
        sources.putAll(captures(connectors.get()).environment());
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        if (options.embedsSftp()) {
            starts.add(supervisor.start(parts.sftp(drop.environment())));
        }
        starts.add(supervisor.start(parts.connect(connectors.get(), sources)));
        return together(starts);
    }

    /** The configurations of the connectors that capture changes, where that is wanted. */
    public List<Path> captures() throws IOException {
        Optional<Path> connectors = options.connectors();
        return connectors.isPresent() && options.capture()
                ? captures(connectors.get()).connectors()
                : List.of();
    }

    private Captures captures(Path connectors) throws IOException {
        Map<String, String> settings = new HashMap<>(options.environment());
        settings.putAll(Databases.of(options).environment());
        return Captures.of(connectors, settings);
    }

    /** The systems with a sample whose database is nowhere, with the reason in words. */
    public Map<String, String> absentDatabases() throws IOException {
        return Databases.absent(options);
    }

    /**
     * Waits until something that was started is ready.
     *
     * @throws StartProblem when it cannot be
     */
    public void awaitReady(CompletableFuture<Void> started) {
        await(started);
    }

    /** The embedded source databases, once they are there. */
    public List<LoadedSample> databases() {
        return List.copyOf(loaded);
    }

    /** How everything is reached. */
    public Addresses addresses() {
        return addresses;
    }

    /** Stops all parts, first the services, then what they stand on; gives the state folder back. */
    @Override
    public void close() throws IOException {
        supervisor.close();
        lock.close();
    }

    /** Removes all state of a closed river. */
    public void clear() throws IOException {
        options.home().clear();
    }

    private CompletableFuture<Void> startPostgresql(Parts parts, Databases databases) {
        return CompletableFuture.supplyAsync(() -> prepared("PostgreSQL", databases::postgresql))
                .thenCompose(cluster -> supervisor
                        .start(parts.postgresql(cluster))
                        .thenRunAsync(() -> databases.load(cluster, this::loaded)));
    }

    private CompletableFuture<Void> startMariaDb(Parts parts, Databases databases) {
        return CompletableFuture.supplyAsync(() -> prepared("MariaDB", databases::mariadb))
                .thenCompose(cluster -> supervisor
                        .start(parts.mariadb(cluster))
                        .thenRunAsync(() -> databases.load(cluster, this::loaded)));
    }

    private void loaded(LoadedSample sample, Duration after) {
        loaded.add(sample);
        listener.databaseReady(sample, after);
    }

    /** Makes a server's programs and data ready. */
    private interface Preparing<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T prepared(String title, Preparing<T> server) {
        try {
            return server.run();
        } catch (IOException e) {
            throw new StartProblem(ExitCode.DOES_NOT_START, title + " does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem(ExitCode.DOES_NOT_START, title + " does not start: interrupted");
        }
    }

    private CompletableFuture<Void> startServices(Parts parts, Databases databases) {
        return together(List.of(
                supervisor.start(parts.extractor(databases.environment())),
                supervisor.start(parts.transformer()),
                supervisor.start(parts.loader())));
    }

    private void await(CompletableFuture<Void> everything) {
        try {
            everything.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof PartDoesNotStart failure) {
                throw new StartProblem(
                        ExitCode.DOES_NOT_START,
                        failure.getMessage()
                                + LogTail.of(options.home().log(failure.part().name())));
            }
            if (cause instanceof StartProblem problem) {
                throw problem;
            }
            throw e;
        }
    }

    /** Done when all are, or as soon as one has failed. */
    private static CompletableFuture<Void> together(List<CompletableFuture<Void>> futures) {
        var all = CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
        for (CompletableFuture<Void> future : futures) {
            CompletableFuture<Void> unused = future.whenComplete((done, failure) -> {
                if (failure != null) {
                    all.completeExceptionally(failure);
                }
            });
        }
        return all;
    }

    /** Parts by their names, and embedded databases by the variables that name them. */
    private void writeAddresses(Databases databases) throws IOException {
        var properties = new Properties();
        properties.putAll(databases.environment());
        properties.putAll(addresses.byName());
        Files.createDirectories(options.home().run());
        try (var file = Files.newBufferedWriter(options.home().addresses())) {
            properties.store(file, null);
        }
    }
}
