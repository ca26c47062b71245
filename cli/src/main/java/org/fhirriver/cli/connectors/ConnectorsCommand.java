package org.fhirriver.cli.connectors;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.fhirriver.cli.connectors.Applying.Applied;
import org.fhirriver.cli.connectors.ConnectApi.Refusal;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.local.river.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows Kafka Connect's connectors, and makes, pauses, resumes, restarts and deletes them. */
@Command(
        name = "connectors",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        description = "Show Kafka Connect's connectors, and make, pause, resume, restart or delete them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  river connectors",
            "  river connectors apply kafka_connect_connectors/sources/mimic-jdbc.json",
            "  river connectors pause mimic-jdbc",
        })
public final class ConnectorsCommand implements Callable<Integer> {

    private final Screen screen;
    private final Supplier<String> usualAddress;

    @Option(
            names = "--connect",
            paramLabel = "URL",
            description = "Connect's REST API (default: that of the river on this machine)")
    private Optional<String> address = Optional.empty();

    /**
     * The command.
     *
     * @param usualAddress where Connect answers when the command line does not say
     */
    public ConnectorsCommand(Screen screen, Supplier<String> usualAddress) {
        this.screen = screen;
        this.usualAddress = usualAddress;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list();
    }

    private interface Asking {
        int run(ConnectApi connect) throws IOException, InterruptedException, Refusal;
    }

    private int ask(Asking asking) throws IOException, InterruptedException {
        try {
            return asking.run(new ConnectApi(address.orElseGet(usualAddress)));
        } catch (Refusal e) {
            screen.line(screen.look().bad(String.valueOf(e.getMessage())));
            return ExitCode.NOT_ALL_LOADED.status();
        }
    }

    private int onEach(List<String> names, String done, EachAsking asking) throws IOException, InterruptedException {
        return ask(connect -> {
            for (String name : names) {
                asking.run(connect, name);
                screen.line("%s is %s.".formatted(name, done));
            }
            return ExitCode.OK.status();
        });
    }

    private interface EachAsking {
        void run(ConnectApi connect, String name) throws IOException, InterruptedException, Refusal;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show all connectors; status 1 when one has failed.",
            footerHeading = "%nExample:%n",
            footer = "  river connectors list")
    int list() throws IOException, InterruptedException {
        return ask(connect -> {
            List<Connector> connectors = connect.all();
            if (connectors.isEmpty()) {
                screen.line(
                        "There are no connectors. Those that the project brings are in kafka_connect_connectors/sources.");
            } else {
                new ConnectorTable(screen.look()).of(connectors).forEach(screen::line);
            }
            boolean failed = connectors.stream().anyMatch(Connector::hasFailed);
            return (failed ? ExitCode.NOT_ALL_LOADED : ExitCode.OK).status();
        });
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Make connectors as files describe them, or change them, and wait until their tasks run.",
                "What is so already stays so; a connector that has failed is started again."
            },
            footerHeading = "%nExample:%n",
            footer = "  river connectors apply kafka_connect_connectors/sources/*.json")
    int apply(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "{\"name\": ..., \"config\": {...}}")
                    List<Path> files,
            @Option(
                            names = "--wait",
                            paramLabel = "SECONDS",
                            defaultValue = "60",
                            description = "how long to wait for the tasks (default: 60)")
                    int seconds)
            throws IOException, InterruptedException {
        return ask(connect -> {
            boolean allRun = true;
            for (Path file : files) {
                Applied applied = new Applying(connect, Duration.ofSeconds(seconds)).apply(file);
                allRun &= applied.isRunning();
                tell(applied);
            }
            return (allRun ? ExitCode.OK : ExitCode.NOT_ALL_LOADED).status();
        });
    }

    private void tell(Applied applied) {
        String what = applied.name() + " is " + applied.done();
        if (applied.isRunning()) {
            int tasks = applied.connector().map(each -> each.tasks().size()).orElse(0);
            screen.line("%s; %s.".formatted(what, tasks == 1 ? "its task runs" : "its " + tasks + " tasks run"));
        } else {
            screen.line(screen.look().bad(what + ", but does not run:"));
            applied.connector()
                    .ifPresent(connector -> new ConnectorTable(screen.look())
                            .of(List.of(connector))
                            .forEach(screen::line));
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Let connectors pause; they keep their place.",
            footerHeading = "%nExample:%n",
            footer = "  river connectors pause mimic-jdbc")
    int pause(@Parameters(arity = "1..*", paramLabel = "NAME", description = "a connector") List<String> names)
            throws IOException, InterruptedException {
        return onEach(names, "paused", ConnectApi::pause);
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Let paused connectors go on.",
            footerHeading = "%nExample:%n",
            footer = "  river connectors resume mimic-jdbc")
    int resume(@Parameters(arity = "1..*", paramLabel = "NAME", description = "a connector") List<String> names)
            throws IOException, InterruptedException {
        return onEach(names, "resumed", ConnectApi::resume);
    }

    @Command(
            name = "restart",
            mixinStandardHelpOptions = true,
            description = "Start connectors and all of their tasks again, at the place where they were.",
            footerHeading = "%nExample:%n",
            footer = "  river connectors restart mimic-sftp")
    int restart(@Parameters(arity = "1..*", paramLabel = "NAME", description = "a connector") List<String> names)
            throws IOException, InterruptedException {
        return onEach(names, "restarted", ConnectApi::restart);
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Delete connectors. Made again under the same name, they go on at their place.",
            footerHeading = "%nExample:%n",
            footer = "  river connectors delete mimic-jdbc")
    int delete(@Parameters(arity = "1..*", paramLabel = "NAME", description = "a connector") List<String> names)
            throws IOException, InterruptedException {
        return onEach(names, "deleted", ConnectApi::delete);
    }
}
