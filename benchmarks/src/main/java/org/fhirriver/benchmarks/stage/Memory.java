package org.fhirriver.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds.
 *
 * @param heapBytes of objects that are in use, after a collection
 * @param residentKiB of memory, the most that it has had
 */
record Memory(long heapBytes, long residentKiB) {

    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /** Of a process on this machine, which has to be Linux. */
    static Memory of(long pid) throws IOException, InterruptedException {
        // The histogram is of live objects: a collection comes first.
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        jcmd.waitFor();
        return new Memory(
                number(TOTAL, histogram), number(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status"))));
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("There is no " + pattern + " in what the process tells of itself");
        }
        return Long.parseLong(matcher.group(1));
    }
}
