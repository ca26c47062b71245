package org.fhirriver.cli.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.fhirriver.mapping.pipeline.Workspace;

/**
 * What a path on the command line means: a part of the usual folder of pipelines, or a folder of its own.
 *
 * @param folder the pipelines to read, all of them, for they refer to each other
 * @param only the file or folder that is asked about; empty for all
 */
public record PipelineScope(Path folder, Optional<Path> only) {

    private static final String SOURCE = "source.yaml";

    /**
     * The scope of a path.
     *
     * @param usual the folder of the pipelines
     */
    public static PipelineScope of(Path usual, Optional<Path> given) {
        if (given.isEmpty()) {
            return new PipelineScope(usual, Optional.empty());
        }
        Path path = whole(given.get());
        if (path.startsWith(whole(usual))) {
            return new PipelineScope(usual, Optional.of(path));
        }
        for (Path folder = path; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(SOURCE))) {
                return new PipelineScope(folder, Optional.of(path));
            }
        }
        Path above = Objects.requireNonNullElse(path.getParent(), path);
        return new PipelineScope(Files.isDirectory(path) ? path : above, Optional.of(path));
    }

    /** Whether a file is asked about. */
    public boolean includes(Path file) {
        return only.isEmpty() || whole(file).startsWith(only.get());
    }

    /** Whether a golden case is asked about: itself, a folder around it, or the file of its pipeline. */
    public boolean includesCase(Path record, Workspace workspace) {
        String pipeline = record.getName(record.getNameCount() - 3).toString();
        return includes(record)
                || workspace
                        .definition(pipeline)
                        .filter(found -> only.isPresent() && whole(found.file()).equals(only.get()))
                        .isPresent();
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
