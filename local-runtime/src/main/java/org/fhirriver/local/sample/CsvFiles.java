package org.fhirriver.local.sample;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The CSV files of a folder and of the zip files in it, one for each table. */
final class CsvFiles implements AutoCloseable {

    private static final long SMALL = 16L * 1024 * 1024;

    private final List<ZipFile> zips = new ArrayList<>();
    private final List<CsvFile> files = new ArrayList<>();

    private CsvFiles() {}

    /** Finds the files in a folder and its sub-folders, or in a zip file. */
    static CsvFiles in(Path place) throws IOException {
        var found = new CsvFiles();
        try {
            found.add(place);
            found.check(place);
            return found;
        } catch (IOException | RuntimeException e) {
            found.close();
            throw e;
        }
    }

    /** The files, in the order of their names. */
    List<CsvFile> files() {
        return files.stream().sorted(Comparator.comparing(CsvFile::name)).toList();
    }

    @Override
    public void close() throws IOException {
        for (ZipFile zip : zips) {
            zip.close();
        }
    }

    private void add(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            List<Path> inside;
            try (Stream<Path> walk = Files.walk(place)) {
                inside = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : inside) {
                String name = place.relativize(file).toString().replace('\\', '/');
                if (CsvFile.isCsv(name)) {
                    files.add(new CsvFile(
                            name, fingerprint(name, file), () -> unpacked(name, Files.newInputStream(file))));
                } else if (isZip(file)) {
                    addZip(file);
                }
            }
        } else if (isZip(place)) {
            addZip(place);
        } else {
            throw new SampleProblem(place + " is neither a folder nor a zip file");
        }
    }

    private static boolean isZip(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private void addZip(Path file) throws IOException {
        var zip = new ZipFile(file.toFile());
        zips.add(zip);
        zip.stream()
                .filter(entry -> !entry.isDirectory() && CsvFile.isCsv(entry.getName()))
                .forEach(entry -> {
                    String name = entry.getName();
                    files.add(new CsvFile(name, fingerprint(entry), () -> unpacked(name, zip.getInputStream(entry))));
                });
    }

    private void check(Path place) {
        Map<String, String> names = new HashMap<>();
        for (CsvFile file : files()) {
            String other = names.putIfAbsent(file.table(), file.name());
            if (other != null) {
                throw new SampleProblem("%s holds the table %s twice: %s and %s. Give the folder of one export"
                        .formatted(place, file.table(), other, file.name()));
            }
        }
        if (files.isEmpty()) {
            throw new SampleProblem(place + " holds no CSV file");
        }
    }

    private static InputStream unpacked(String name, InputStream stream) throws IOException {
        return name.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(stream, 64 * 1024) : stream;
    }

    private static String fingerprint(ZipEntry entry) {
        return entry.getName() + " " + entry.getSize() + " " + Long.toHexString(entry.getCrc());
    }

    /** By content where that is quickly read, by the time of the last change where it is not. */
    private static String fingerprint(String name, Path file) throws IOException {
        long size = Files.size(file);
        if (size > SMALL) {
            return name + " " + size + " " + Files.getLastModifiedTime(file);
        }
        var sum = new CRC32();
        try (var stream = new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), sum)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return name + " " + size + " " + Long.toHexString(sum.getValue());
    }
}
