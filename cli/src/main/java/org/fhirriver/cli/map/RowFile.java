package org.fhirriver.cli.map;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.fhirriver.mapping.record.RecordReader;

/**
 * A file of rows.
 *
 * @param path the file; its ending tells its form: {@code .csv}, else JSON lines; either may be compressed: {@code .gz}
 * @param charset the encoding of a CSV
 * @param separator what stands between a CSV's fields; without it, the first line tells
 */
public record RowFile(Path path, Charset charset, Optional<Character> separator) {

    private static final int BUFFER = 1 << 18;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    /** How large the file is; 0 where that cannot be told. */
    long size() throws IOException {
        return Files.isRegularFile(path) ? Files.size(path) : 0;
    }

    /** Begins to read. */
    Rows open(RecordReader reader, Counted counted) throws IOException {
        InputStream in = counted.count(Files.newInputStream(path));
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            in = new GZIPInputStream(in, BUFFER);
            name = name.substring(0, name.length() - ".gz".length());
        }
        InputStream buffered = new BufferedInputStream(in, BUFFER);
        if (!name.endsWith(".csv")) {
            return new NdjsonRows(buffered, reader);
        }
        char between = separator.isPresent() ? separator.get() : separatorOf(buffered);
        return new CsvRows(buffered, charset, between, reader);
    }

    /** The one of the usual separators that stands in the first line most often. */
    private char separatorOf(InputStream in) throws IOException {
        in.mark(LONGEST_HEADER);
        String start = new String(in.readNBytes(LONGEST_HEADER), charset);
        in.reset();
        String header = start.lines().findFirst().orElse("");
        char best = SEPARATORS[0];
        for (char candidate : SEPARATORS) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char character) {
        return text.chars().filter(c -> c == character).count();
    }

    /** Counts the bytes that are read of a file. */
    static final class Counted {

        private long bytes;

        long bytes() {
            return bytes;
        }

        private InputStream count(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public int read() throws IOException {
                    int one = super.read();
                    bytes += one < 0 ? 0 : 1;
                    return one;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = super.read(target, offset, length);
                    bytes += Math.max(0, count);
                    return count;
                }
            };
        }
    }
}
