package org.fhirriver.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fhirriver.cli.connectors.ConnectorsCommand;
import org.fhirriver.local.river.StartProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command itself, which only tells of its sub-commands. */
@Command(
        name = "river",
        description = "FHIR River: hospital records in, FHIR R4 in MongoDB out.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "FHIR River 0.1.0",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:all went well",
            " 1:something was rejected or failed, or the check found errors",
            " 2:the command line is wrong; of map: rows were rejected",
            " 3:a port is in use",
            " 4:the river runs already, or has to run and does not",
            " 5:too little disk",
            " 6:a part of the river does not start",
            " 7:a sample or an export cannot be loaded",
            "10:no JDK, or one that is too old",
            "11:no Maven",
            "12:the build failed",
            "130:ended with Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  river up                               everything embedded, with the samples",
            "  river up --with cdc                    changes of the databases reach the store at once",
            "  river up --synthea ~/synthea/output    your own Synthea export",
            "  river up --batch --ephemeral --export out    once, to files; nothing stays",
            "  river check pipelines/mimic            what is wrong, with file, line and column",
            "  river preview mimic-admissions         records, and what they would become",
            "  river map mimic-admissions --input a.csv     a file, without any service",
            "  river status                           which parts run, and how batches come along",
            "  river dead                             what was rejected, by cause; river replay sends it again",
            "  river connectors                       Kafka Connect's connectors, and why one has failed",
            "  river export --type Patient            the store's patients as NDJSON",
            "  river bench --help                     how close every stage is to what this machine allows",
        })
final class RiverCommand {

    static CommandLine commandLine(Surroundings surroundings, PrintStream out) {
        CommandLine commandLine = new CommandLine(new RiverCommand())
                .addSubcommand(new UpCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new TestCommand(surroundings))
                .addSubcommand(new PreviewCommand(surroundings))
                .addSubcommand(new MapCommand(surroundings, out))
                .addSubcommand(new FhirPathCommand(surroundings, out))
                .addSubcommand(new SchemaCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new ExtractCommand(surroundings))
                .addSubcommand(new CancelCommand(surroundings))
                .addSubcommand(new RetryCommand(surroundings))
                .addSubcommand(new DeadCommand(surroundings))
                .addSubcommand(new ReplayCommand(surroundings))
                .addSubcommand(new ExportCommand(surroundings))
                .addSubcommand(new CommandLine(new ConnectorsCommand(surroundings.screen(), surroundings::connect))
                        .addSubcommand(new RecaptureCommand(surroundings)))
                .addSubcommand(new ResetCommand(surroundings))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.screen().look().colours() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(
                        Math.max(80, Math.min(110, surroundings.screen().look().columns())));
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof StartProblem problem) {
                surroundings.screen().live(List.of());
                surroundings.errors().live(List.of());
                surroundings.errors().line(surroundings.errors().look().bad(String.valueOf(problem.getMessage())));
                return problem.exitCode().status();
            }
            throw failure;
        });
        return commandLine;
    }
}
