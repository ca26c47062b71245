package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.fhirriver.cli.batch.BatchView;
import org.fhirriver.cli.batch.Extractor;
import org.fhirriver.cli.batch.MainJob;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.local.connect.ConnectWorker;
import org.fhirriver.local.river.Addresses;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.Ports;
import org.fhirriver.local.river.River;
import org.fhirriver.local.river.RiverHome;
import org.fhirriver.local.river.RiverOptions;
import org.fhirriver.local.river.StartProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything and runs the main job. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Start everything embedded, bring all records to the store, and stay up until Ctrl-C.",
            "The next start goes on where this one ended.",
            "",
            "An address in the environment replaces the embedded part: KAFKA_BOOTSTRAP_SERVERS,"
                    + " MONGODB_URI, and for a source system <SYSTEM>_JDBC_URL with _USER and _PASSWORD.",
            "RIVER_HOME names another folder for the state than .river."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  river up --port-offset 100               beside another river",
            "  river up --with cdc                      changes reach the store at once",
            "  river up --synthea export.zip --batch    load an export, tell the result, end",
            "  MONGODB_URI=mongodb://db/fhir river up   into your own MongoDB",
        })
final class UpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--batch", description = "end when the batch has; status 1 if anything was rejected or failed")
    private boolean batch;

    @Option(
            names = "--with",
            paramLabel = "cdc",
            description = "capture changes from the databases' logs, and embed MariaDB (3306) for systems that need it")
    private Optional<String> extra = Optional.empty();

    @Option(names = "--ephemeral", description = "keep no state")
    private boolean ephemeral;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description =
                    "add N to every port (Kafka 9092, PostgreSQL 5432, store 27017, services 5000 to 5002, Connect 8083, SFTP 2222)")
    private int portOffset;

    @Option(
            names = "--synthea",
            paramLabel = "FOLDER|ZIP",
            description = "load this Synthea CSV export in place of the sample, and run only the pipelines of Synthea")
    private Optional<Path> synthea = Optional.empty();

    @Option(
            names = "--export",
            paramLabel = "FOLDER",
            description = "write the store's resources as NDJSON when the batch has ended")
    private Optional<Path> export = Optional.empty();

    @Option(
            names = "--pipelines",
            paramLabel = "FOLDER",
            description = "the pipelines to run (default: the project's, or RIVER_PIPELINES)")
    private Optional<Path> pipelines = Optional.empty();

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (portOffset < 0 || portOffset > Ports.LARGEST_OFFSET) {
            throw new StartProblem(ExitCode.USAGE, "--port-offset goes from 0 to " + Ports.LARGEST_OFFSET);
        }
        if (extra.isPresent() && !captures()) {
            throw new StartProblem(ExitCode.USAGE, "--with knows nothing but cdc");
        }
        if (batch && captures()) {
            throw new StartProblem(ExitCode.USAGE, "--batch ends, and --with cdc stays up: choose one");
        }
        RiverOptions options = options();
        var narrator = new Narrator(surroundings, Addresses.of(options).byName());
        screen().line(screen().look().strong("FHIR River") + " starts; its state is in "
                + surroundings.shown(options.home().folder()));
        screen().gap();
        River river = River.open(options, narrator);
        var ending = new Ending(river, narrator, surroundings, ephemeral);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::onSignal, "stop"));
        try {
            return run(river, options);
        } catch (StartProblem problem) {
            ending.awaitIfBegun();
            throw problem;
        } finally {
            ending.end();
        }
    }

    private int run(River river, RiverOptions options) throws IOException, InterruptedException {
        river.start();
        CompletableFuture<Void> connectors = river.startConnectors();
        if (captures()) {
            // What changes while the batch reads is captured too.
            river.awaitReady(connectors);
            new CaptureStart(screen(), river.addresses().connect()).begin(river.captures());
        }
        Set<String> wanted = new Wanted(options, river.databases(), river.absentDatabases()).tell(screen());
        screen().gap();
        Optional<BatchView> result = new MainJob(new Extractor(river.addresses().extractor()), screen()).run(wanted);
        screen().gap();
        if (result.isEmpty()) {
            screen().line("All pipelines had been run to their end before; nothing was run again.");
        }
        if (export.isPresent()) {
            new StoreExport(river.addresses().mongodb(), surroundings).write(export.get(), List.of());
        }
        if (!batch) {
            river.awaitReady(connectors);
            new NextSteps(surroundings, options, river.addresses()).tell();
            new CountDownLatch(1).await();
        }
        boolean clean = result.map(BatchView::isClean).orElse(true);
        return (clean ? ExitCode.OK : ExitCode.NOT_ALL_LOADED).status();
    }

    private RiverOptions options() throws IOException {
        RiverHome home = ephemeral ? new RiverHome(Files.createTempDirectory("fhir-river-")) : surroundings.home();
        return new RiverOptions(
                home,
                pipelines.orElse(surroundings.pipelines()),
                new Ports(portOffset),
                synthea,
                connectors(),
                captures(),
                surroundings.environment());
    }

    /** A batch that ends by itself leaves no time for records that come later. */
    private Optional<Path> connectors() {
        return Optional.of(surroundings.project().resolve("kafka_connect_connectors"))
                .filter(folder -> !batch && ConnectWorker.isBuilt(folder));
    }

    private boolean captures() {
        return extra.equals(Optional.of("cdc"));
    }

    private Screen screen() {
        return surroundings.screen();
    }
}
