package org.fhirriver.extractor.batch;

import org.jspecify.annotations.Nullable;

/**
 * How long a batch will take from what it took so far.
 *
 * @param counts what was done
 * @param expected how many records there are; null when that is not known
 * @param seconds how long it took so far
 */
record Estimate(Counts counts, @Nullable Long expected, double seconds) {

    /** Below this, a rate says nothing yet. */
    private static final double LEAST_SECONDS = 1;

    double recordsPerSecond() {
        return seconds <= 0 ? 0 : Math.round(counts.transformed() / seconds * 10) / 10.0;
    }

    /** The time that the slowest stage still needs at its rate so far. */
    @Nullable Long secondsLeft() {
        if (expected == null || seconds < LEAST_SECONDS) {
            return null;
        }
        double records = (double) expected;
        double reading = left((double) counts.extracted(), records);
        double transforming = left((double) counts.transformed(), records);
        double share = counts.transformed() == 0 ? 1 : (double) counts.published() / counts.transformed();
        double loading = left((double) counts.stored(), records * share);
        double longest = Math.max(reading, Math.max(transforming, loading));
        return Double.isFinite(longest) ? Long.valueOf(Math.round(longest)) : null;
    }

    private double left(double done, double all) {
        return done >= all ? 0 : (all - done) / (done / seconds);
    }
}
