package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fhirriver.cli.connectors.ConnectApi;
import org.fhirriver.cli.connectors.ConnectApi.Refusal;
import org.fhirriver.cli.connectors.Connector;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.Probes;
import org.fhirriver.local.river.RiverLock;
import org.fhirriver.local.river.StartProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells which parts of the river run, where, and with how much memory, and how batches come along. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Tell which parts of the river run, where, and with how much memory, and how batches come along.",
            "On a terminal the batches are followed to their end. With RIVER_EXTRACTOR, only of the batches there."
        },
        footerHeading = "%nExample:%n",
        footer = "  river status --once")
final class StatusCommand implements Callable<Integer> {

    private static final String ROW = "  %-12s %-9s %8s %9s  %s";

    private final Surroundings surroundings;

    @Option(names = "--once", description = "do not follow batches on a terminal")
    private boolean once;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var watch = new BatchWatch(surroundings.screen(), new ExtractorAccess(surroundings));
        if (surroundings.given("RIVER_EXTRACTOR").isEmpty()) {
            parts();
            surroundings.screen().gap();
        }
        if (once || !surroundings.screen().look().isTerminal()) {
            watch.once();
        } else {
            watch.follow();
        }
        return ExitCode.OK.status();
    }

    private void parts() throws IOException, InterruptedException {
        if (!RiverLock.isTaken(surroundings.home())) {
            throw new StartProblem(ExitCode.RUNNING, "The river does not run. Start it with ./river up");
        }
        Map<String, String> addresses = surroundings.home().writtenAddresses();
        var screen = surroundings.screen();
        screen.line(screen.look().strong(ROW.formatted("part", "state", "process", "memory", "address")));
        surroundings.home().processes().forEach((part, process) -> {
            String address = addresses.getOrDefault(part, "");
            screen.line(ROW.formatted(part, state(part, address), process.pid(), memory(process), address));
        });
        if (surroundings.home().processes().containsKey("connect")) {
            connectors();
        }
    }

    /** Nothing else tells of a connector that has failed: what it would bring just does not come. */
    private void connectors() throws IOException, InterruptedException {
        var screen = surroundings.screen();
        try {
            for (Connector connector : new ConnectApi(surroundings.connect()).all()) {
                if (connector.hasFailed()) {
                    screen.line(screen.look()
                            .bad("  connector %s has failed: %s"
                                    .formatted(
                                            connector.name(),
                                            connector.firstFailure().orElse("river connectors tells more"))));
                }
            }
        } catch (Refusal | StartProblem e) {
            screen.line(screen.look().warning("  Connect does not tell of its connectors yet"));
        }
    }

    private static String state(String part, String address) {
        if (!address.startsWith("http")) {
            return "running";
        }
        String path = part.equals("connect") ? "/health" : "/health/ready";
        return Probes.answersOk(address + path) ? "ready" : "waiting";
    }

    /** What is resident, of the process and its children, where the system tells. */
    private static String memory(ProcessHandle process) {
        long kibibytes = resident(process.pid())
                + process.descendants()
                        .mapToLong(child -> resident(child.pid()))
                        .sum();
        return kibibytes == 0 ? "?" : String.format(Locale.ROOT, "%,d MiB", kibibytes / 1024);
    }

    private static long resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
