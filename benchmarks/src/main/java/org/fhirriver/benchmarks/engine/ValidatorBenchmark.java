package org.fhirriver.benchmarks.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.fhirriver.hapi.validation.Finding;
import org.fhirriver.hapi.validation.ResourceValidator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** HAPI's validator on what the engine makes. */
@State(Scope.Thread)
public class ValidatorBenchmark {

    private static final int RECORDS = 1_000;

    /** What made the resources. */
    @Param({"bench-patients", "bench-labs", "bench-people"})
    public String pipeline = "";

    /** What the records follow from. */
    @Param("1")
    public long seed;

    private byte[][] resources = {};
    private int next;

    /** Maps the records. */
    @Setup
    public void prepare() {
        Samples samples = new Samples(seed);
        Mappings.Mapping mapping = new Mappings().of(pipeline);
        resources = IntStream.range(0, RECORDS)
                .mapToObj(number -> mapping.map(EngineBenchmark.record(samples, pipeline, number)))
                .toArray(byte[][]::new);
    }

    /** Parses and checks a resource. */
    @Benchmark
    public List<Finding> validator() {
        next = next + 1 == resources.length ? 0 : next + 1;
        return ResourceValidator.shared().validate(resources[next]);
    }
}
