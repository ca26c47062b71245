package org.fhirriver.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The chaos suite as a command. */
@Command(
        name = "chaos.sh",
        mixinStandardHelpOptions = true,
        description = "Kills, stops and freezes the river's processes while records flow, and compares the store with"
                + " what an undisturbed run writes.")
public final class Main implements Callable<Integer> {

    private static final int PIPELINES = 8;

    @Option(names = "--records", defaultValue = "200000", description = "Records in all (${DEFAULT-VALUE}).")
    private int records;

    @Option(names = "--faults", defaultValue = "24", description = "Faults to inject (${DEFAULT-VALUE}).")
    private int faults;

    @Option(names = "--seed", description = "Seed of the random numbers; printed when it is not given.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--outage",
            defaultValue = "60",
            description = "Seconds that the store is stopped (${DEFAULT-VALUE}).")
    private int outage;

    @Option(names = "--folder", description = "Where to keep data and logs; a new temporary folder otherwise.")
    private Optional<Path> folder = Optional.empty();

    /** Ends with 0 when nothing was lost, doubled or different, and with 1 otherwise. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = folder.isPresent() ? folder.get().toAbsolutePath() : Files.createTempDirectory("river-chaos-");
        Order order = new Order(
                Math.max(1, records / PIPELINES),
                faults,
                seed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000)),
                Duration.ofSeconds(outage),
                true,
                home);
        return new Suite(order, new Report(System.out)).run().isClean() ? 0 : 1;
    }
}
