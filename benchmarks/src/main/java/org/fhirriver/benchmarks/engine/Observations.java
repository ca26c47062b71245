package org.fhirriver.benchmarks.engine;

import java.nio.file.Path;
import java.util.function.IntFunction;

/** Made-up resources, as the engine makes them. */
public final class Observations {

    private static final String PIPELINE = "bench-labs";

    private Observations() {}

    /** The JSON of an Observation by its number; the same for the same seed and number. */
    public static IntFunction<byte[]> of(Path pipelines, long seed) {
        Mappings.Mapping mapping = new Mappings(pipelines).of(PIPELINE);
        return number -> mapping.map(new Samples(seed + number).lab(number));
    }
}
