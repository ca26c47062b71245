package org.fhirriver.mapping.pipeline;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Tells cheaply, without reading files, whether something that pipelines are made of has been saved.
 *
 * <p>Two fingerprints are equal while names, sizes and times of the files are; golden cases and sample data do not
 * count.
 */
public final class Fingerprint {

    private final Map<String, String> stamps;

    private Fingerprint(Map<String, String> stamps) {
        this.stamps = stamps;
    }

    /** The fingerprint of all pipelines in a folder, with their maps, hooks and functions. */
    public static Fingerprint of(Path folder) {
        Map<String, String> stamps = new TreeMap<>();
        collect(folder, stamps);
        return new Fingerprint(stamps);
    }

    /** The fingerprint of what one pipeline is made of: its file, its source, and its system's maps, hooks, functions. */
    public static Fingerprint of(Pipeline pipeline) {
        Path folder = pipeline.system().folder();
        Map<String, String> stamps = new TreeMap<>();
        collect(pipeline.file(), stamps);
        collect(folder.resolve(SourceSystemReader.FILE), stamps);
        collect(folder.resolve("maps"), stamps);
        collect(folder.resolve("hooks"), stamps);
        collect(folder.resolve("functions"), stamps);
        if (pipeline.hook() != null) {
            collect(pipeline.hook(), stamps);
        }
        return new Fingerprint(stamps);
    }

    private static void collect(Path start, Map<String, String> stamps) {
        if (!Files.exists(start)) {
            return;
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = Objects.toString(folder.getFileName(), "");
                    boolean counts = folder.equals(start)
                            || !(name.equals("tests") || name.equals("sample") || name.startsWith("."));
                    return counts ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    stamps.put(
                            file.toString(),
                            attributes.size() + "@" + attributes.lastModifiedTime() + "#" + attributes.fileKey());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // An editor replaces files while it saves: what is gone now is seen the next time.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            stamps.put(start.toString(), "unreadable");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint fingerprint && fingerprint.stamps.equals(stamps);
    }

    @Override
    public int hashCode() {
        return stamps.hashCode();
    }

    @Override
    public String toString() {
        return stamps.size() + " files, " + Integer.toHexString(stamps.hashCode());
    }
}
