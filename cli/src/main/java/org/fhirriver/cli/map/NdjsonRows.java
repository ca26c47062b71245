package org.fhirriver.cli.map;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.record.RecordReading;

/** Records as JSON, one a line, in the form that a record topic has. */
final class NdjsonRows implements Rows {

    private static final int CHUNK = 1 << 16;
    private static final int LONGEST = 64 << 20;

    private final InputStream in;
    private final RecordReader reader;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private long line;

    NdjsonRows(InputStream in, RecordReader reader) {
        this.in = in;
        this.reader = reader;
    }

    @Override
    public Optional<Row> next() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(512);
        while (readLine(text)) {
            line++;
            if (!isBlank(text)) {
                return Optional.of(new Row(line, read(text)));
            }
            text.reset();
        }
        return Optional.empty();
    }

    private RecordReading read(ByteArrayOutputStream text) {
        return text.size() > LONGEST
                ? new RecordReading.Refused("The line is longer than 64 MiB")
                : reader.read(text.toByteArray());
    }

    /** Gathers the bytes up to the end of a line; false at the end of the file. */
    private boolean readLine(ByteArrayOutputStream text) throws IOException {
        boolean any = false;
        while (fill()) {
            any = true;
            int start = at;
            while (at < end && chunk[at] != '\n') {
                at++;
            }
            if (text.size() <= LONGEST) {
                text.write(chunk, start, at - start);
            }
            if (at < end) {
                at++;
                return true;
            }
        }
        return any;
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private static boolean isBlank(ByteArrayOutputStream text) {
        // Only a short line can be blank, and most lines are not short.
        return text.size() < 8 && text.toString(UTF_8).isBlank();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
