package org.fhirriver.benchmarks.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fhirriver.local.process.ChildProcess;

/**
 * What some processes got done, moment by moment, from their start until nothing more came.
 *
 * <p>How much there is to do need not be known before; starting, warming up and the last of it are left out afterwards.
 */
final class Progress {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 50;

    private record Moment(long nanos, long done, double cpuSeconds) {}

    private final List<Moment> moments;

    private Progress(List<Moment> moments) {
        this.moments = List.copyOf(moments);
    }

    /**
     * Watches until nothing has come for some seconds.
     *
     * @param done how much is done; its first value is where the count begins
     * @param processes whose time on the CPUs counts, those that they started included
     */
    static Progress watch(String what, LongSupplier done, Collection<Long> processes) throws InterruptedException {
        long begin = done.getAsLong();
        long changed = System.nanoTime();
        List<Moment> moments = new ArrayList<>();
        moments.add(new Moment(changed, 0, cpuSeconds(processes)));
        while (true) {
            Thread.sleep(LOOK_MILLIS);
            Moment now = new Moment(System.nanoTime(), done.getAsLong() - begin, cpuSeconds(processes));
            Moment last = moments.get(moments.size() - 1);
            if (now.done() > last.done()) {
                moments.add(now);
                changed = now.nanos();
            } else if (now.done() > 0 && now.nanos() - changed > QUIET.toNanos()) {
                return new Progress(moments);
            } else if (now.nanos() - changed > PATIENCE.toNanos()) {
                throw new IllegalStateException("Waited too long for " + what);
            }
        }
    }

    /** The time that processes have had on the CPUs, with those that they started and that still run. */
    static double cpuSeconds(Collection<Long> processes) {
        LongStream nanos = processes.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
        return nanos.sum() / 1e9;
    }

    static List<Long> pids(ChildProcess... processes) {
        return Stream.of(processes).map(ChildProcess::pid).toList();
    }

    /** How much was done in all. */
    long done() {
        return last().done();
    }

    /** How much is done in a second, from the first quarter on until all but a hundredth is there. */
    double aSecond() {
        return (end().done() - begin().done()) * 1e9 / (end().nanos() - begin().nanos());
    }

    /** The seconds on CPUs for each that is done, in the same window. */
    double cpuSecondsEach() {
        return (end().cpuSeconds() - begin().cpuSeconds()) / (end().done() - begin().done());
    }

    private Moment begin() {
        return atLeast(last().done() / 4);
    }

    private Moment end() {
        return atLeast(last().done() - last().done() / 100);
    }

    private Moment last() {
        return moments.get(moments.size() - 1);
    }

    private Moment atLeast(long done) {
        return moments.stream()
                .filter(moment -> moment.done() >= done)
                .findFirst()
                .orElseThrow();
    }
}
