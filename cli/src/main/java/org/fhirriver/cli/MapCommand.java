package org.fhirriver.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.fhirriver.cli.map.MappingCounts;
import org.fhirriver.cli.map.MappingJob;
import org.fhirriver.cli.map.MappingProgress;
import org.fhirriver.cli.map.RowFile;
import org.fhirriver.cli.pipeline.PipelineFolder;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;
import org.fhirriver.mapping.pipeline.Pipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Maps a file of rows without any service. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = MapCommand.USAGE,
        description = {
            "Map a file of rows without any service: one FHIR resource a line.",
            "A CSV names its columns in the first line, and an empty field is null; any other file is JSON lines,"
                    + " a record each. Hooks, StructureMaps and the validator work as they do in the river.",
            "Rejected rows go to the standard error, a line of JSON each: line, key, cause, element."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:every row was mapped",
            " 1:the pipeline has problems, or a file cannot be read or written",
            " 2:rows were rejected",
            "64:the command line is wrong"
        },
        footerHeading = "%nExample:%n",
        footer = "  river map mimic-admissions --input pipelines/mimic/sample/admissions.csv --output out.ndjson")
final class MapCommand implements Callable<Integer> {

    static final int REJECTED = 2;
    static final int USAGE = 64;

    private static final long SHOW_AFTER_NANOS = 2_000_000_000L;
    private static final long SHOW_EVERY_NANOS = 200_000_000L;

    private final Surroundings surroundings;
    private final PrintStream out;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "the pipeline's name, or its file")
    private String name = "";

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "rows.csv or rows.ndjson; either may be compressed (.gz)")
    private Path input = Path.of("");

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "where the resources go (default: the standard output); it appears when all rows are done")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            description = "what stands between the fields of a CSV (default: the first line tells)")
    private Optional<Character> separator = Optional.empty();

    @Option(names = "--encoding", paramLabel = "NAME", description = "the encoding of a CSV (default: UTF-8)")
    private Charset encoding = StandardCharsets.UTF_8;

    MapCommand(Surroundings surroundings, PrintStream out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PipelineFolder folder = PipelineFolder.read(
                surroundings.pipelines(), surroundings.environment(), file -> surroundings.shown(Path.of(file)));
        Pipeline pipeline = folder.pipeline(name);
        if (!Files.isReadable(input) || Files.isDirectory(input)) {
            throw new StartProblem(
                    ExitCode.NOT_ALL_LOADED, "There is no file " + surroundings.shown(input) + " to read.");
        }
        MappingCounts counts;
        try (RecordMapper mapper = folder.mapper(pipeline)) {
            counts = output.isPresent()
                    ? toFile(pipeline, mapper, output.get())
                    : map(pipeline, mapper, new BufferedOutputStream(out, 1 << 16));
        }
        surroundings.errors().live(List.of());
        if (output.isPresent()) {
            surroundings.screen().line("%s, in %s".formatted(counts, surroundings.shown(output.get())));
        } else if (surroundings.errors().look().isTerminal()) {
            surroundings.errors().line(surroundings.errors().look().faint(counts.toString()));
        }
        return counts.rejected() == 0 ? ExitCode.OK.status() : REJECTED;
    }

    /** A file that was not written to its end never has the name of one that was. */
    private MappingCounts toFile(Pipeline pipeline, RecordMapper mapper, Path file)
            throws IOException, InterruptedException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream special = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                return map(pipeline, mapper, special);
            }
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        MappingCounts counts;
        try (OutputStream resources = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            counts = map(pipeline, mapper, resources);
        } catch (NoSuchFileException e) {
            throw new StartProblem(ExitCode.NOT_ALL_LOADED, "There is no folder for " + surroundings.shown(file) + ".");
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return counts;
    }

    private MappingCounts map(Pipeline pipeline, RecordMapper mapper, OutputStream resources)
            throws IOException, InterruptedException {
        return new MappingJob(
                        pipeline,
                        mapper,
                        resources,
                        line -> surroundings.errors().line(line),
                        place -> surroundings.shown(Path.of(place)))
                .run(new RowFile(input, encoding, separator), new Shown());
    }

    /** Shows progress from the third second on, and ends the work when nobody reads its output. */
    private final class Shown implements Consumer<MappingProgress> {

        private final long begun = System.nanoTime();
        private long shown = begun + SHOW_AFTER_NANOS - SHOW_EVERY_NANOS;

        @Override
        public void accept(MappingProgress progress) {
            long now = System.nanoTime();
            if (now - shown < SHOW_EVERY_NANOS) {
                return;
            }
            shown = now;
            surroundings.errors().live(List.of(progress.line((now - begun) / 1e9)));
            if (output.isEmpty() && out.checkError()) {
                throw new StartProblem(ExitCode.NOT_ALL_LOADED, "Nobody reads the output any more.");
            }
        }
    }
}
