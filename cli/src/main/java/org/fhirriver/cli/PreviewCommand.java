package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fhirriver.cli.pipeline.PipelineFolder;
import org.fhirriver.cli.preview.PreviewPage;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.preview.BrokenPipelineException;
import org.fhirriver.extractor.preview.PreviewedRecord;
import org.fhirriver.extractor.preview.Previews;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.Filters;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.WrongTypeException;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;
import org.fhirriver.mapping.pipeline.Pipeline;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what records of the source would become. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Read records from the real source, and show them beside the resources that they would become, with what"
                    + " HAPI's validator says. Nothing is published.",
            "The database is the one of the pipeline's source.yaml; while the river runs, its embedded one."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:every record would become valid resources",
            " 1:one would be rejected or invalid, or cannot be read",
            " 2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  river preview mimic-admissions --limit 1",
            "  river preview mimic-admissions --key 165521",
        })
final class PreviewCommand implements Callable<Integer> {

    private static final long USUALLY = 3;

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "the pipeline's name, or its file")
    private String name = "";

    @ArgGroup(exclusive = true)
    private Which which = new Which();

    /** Which records. */
    private static final class Which {
        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "the record of this key; one of several columns is a JSON array: '[\"10013\",\"1\"]'")
        private Optional<String> key = Optional.empty();

        @Option(names = "--limit", paramLabel = "N", description = "the first N records (default: 3)")
        private Optional<Long> limit = Optional.empty();
    }

    PreviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> environment = surroundings.withDatabases();
        UnaryOperator<String> shown = file -> surroundings.shown(Path.of(file));
        try (Pipelines pipelines = new Pipelines(surroundings.pipelines(), environment, Clock.systemUTC());
                Previews previews = new Previews(environment)) {
            Pipelines.Folder folder = pipelines.folder();
            Pipeline pipeline =
                    PipelineFolder.of(folder.workspace(), environment, shown).pipeline(name);
            surroundings.screen().live(List.of("  reading ..."));
            List<Chunk> chunks = read(pipelines, pipeline);
            surroundings.screen().live(List.of("  mapping and validating ..."));
            List<PreviewedRecord> records = new ArrayList<>();
            for (Chunk chunk : chunks) {
                records.addAll(previews.of(folder, pipeline, chunk));
            }
            surroundings.screen().live(List.of());
            return show(pipeline, records).status();
        } catch (BrokenPipelineException e) {
            throw new StartProblem(
                    ExitCode.NOT_ALL_LOADED,
                    e.getMessage() + ":"
                            + e.problems().stream().map(line -> "\n" + line).collect(Collectors.joining()));
        } catch (Unreachable e) {
            throw new StartProblem(ExitCode.NOT_ALL_LOADED, "%s is away: %s".formatted(e.what(), e.why()));
        } catch (WrongTypeException e) {
            throw new StartProblem(ExitCode.NOT_ALL_LOADED, String.valueOf(e.getMessage()));
        }
    }

    private List<Chunk> read(Pipelines pipelines, Pipeline pipeline) {
        Filters filters = which.key
                .map(key -> new Filters(Map.of(Filters.KEY_FROM, key, Filters.KEY_TO, key)))
                .orElse(Filters.NONE);
        List<Chunk> chunks = new ArrayList<>();
        try {
            pipelines.records(pipeline).read(filters, null, which.limit.orElse(USUALLY), chunk -> {
                chunks.add(chunk);
                return true;
            });
        } catch (SourceException e) {
            String hint = e instanceof SourceException.Unavailable
                    ? SourceHint.of(pipeline.extraction().source())
                    : ".";
            throw new StartProblem(ExitCode.NOT_ALL_LOADED, e.getMessage() + hint);
        }
        return chunks;
    }

    private ExitCode show(Pipeline pipeline, List<PreviewedRecord> records) {
        if (records.isEmpty()) {
            throw new StartProblem(
                    ExitCode.NOT_ALL_LOADED,
                    which.key
                            .map(key ->
                                    "The source of %s has no record with the key %s.".formatted(pipeline.name(), key))
                            .orElse("The source of %s has no records.".formatted(pipeline.name())));
        }
        PreviewPage page = new PreviewPage(surroundings.screen());
        records.forEach(record -> page.show(pipeline.name(), record));
        return records.stream().allMatch(PreviewCommand::isGood) ? ExitCode.OK : ExitCode.NOT_ALL_LOADED;
    }

    private static boolean isGood(PreviewedRecord record) {
        return record.rejected() == null
                && record.resources().stream()
                        .flatMap(resource -> resource.validation().stream())
                        .noneMatch(remark -> remark.severity().equals("error"));
    }
}
