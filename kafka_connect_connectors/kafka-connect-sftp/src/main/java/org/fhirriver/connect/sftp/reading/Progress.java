package org.fhirriver.connect.sftp.reading;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.sftp.server.FileState;
import org.jspecify.annotations.Nullable;

/**
 * How far a file is read; it is what Connect stores as the file's offset.
 *
 * @param size of the file in the state that is read
 * @param modified of the file in the state that is read, in milliseconds since 1970
 * @param entry which of a zip's files it is in, from 0
 * @param position how many bytes of the (unpacked) text are read
 * @param line the number of the next line
 * @param bad how many bad lines there were
 */
public record Progress(long size, long modified, int entry, long position, long line, long bad) {

    private static final String PATH = "file";

    /** The beginning of a file. */
    public static Progress begin(FileState file) {
        return new Progress(file.size(), file.modified().toEpochMilli(), 0, 0, 1, 0);
    }

    /** What Connect knows a file's offset by. */
    public static Map<String, String> partition(String path) {
        return Map.of(PATH, path);
    }

    /** The path of a partition; empty when it is none of this connector's. */
    public static String path(Map<String, ?> partition) {
        return partition.size() == 1 && partition.get(PATH) instanceof String path ? path : "";
    }

    /** Whether it is about this state of the file. */
    boolean isOf(FileState file) {
        return size == file.size() && modified == file.modified().toEpochMilli();
    }

    /** The same place in another state of the file, which has only grown. */
    Progress in(FileState file) {
        return new Progress(file.size(), file.modified().toEpochMilli(), entry, position, line, bad);
    }

    Progress at(long newPosition, long newLine) {
        return new Progress(size, modified, entry, newPosition, newLine, bad);
    }

    Progress withBad() {
        return new Progress(size, modified, entry, position, line, bad + 1);
    }

    Progress nextEntry() {
        return new Progress(size, modified, entry + 1, 0, 1, bad);
    }

    Map<String, Object> offset() {
        return Map.of(
                "size",
                size,
                "modified",
                modified,
                "entry",
                (long) entry,
                "position",
                position,
                "line",
                line,
                "bad",
                bad);
    }

    /** Reads what Connect has stored. */
    public static Progress of(Map<String, ?> offset) {
        return new Progress(
                number(offset, "size"),
                number(offset, "modified"),
                (int) number(offset, "entry"),
                number(offset, "position"),
                number(offset, "line"),
                number(offset, "bad"));
    }

    private static long number(Map<String, ?> offset, String name) {
        @Nullable Object value = offset.get(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new ConnectException("An offset of this connector has a number " + name + "; this one has not: "
                + new HashMap<>(offset).keySet());
    }
}
