package org.fhirriver.benchmarks.engine;

import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One record after the other on one core: the engine, and the same mapping written by hand. */
@State(Scope.Thread)
public class EngineBenchmark {

    private static final int RECORDS = 1_000;

    /** Which mapping. */
    @Param({"bench-patients", "bench-labs", "bench-people"})
    public String pipeline = "";

    /** What the records follow from. */
    @Param("1")
    public long seed;

    private byte[][] records = {};
    private Mappings.Mapping mapping = new Mappings().of("bench-patients");
    private ByHand byHand = new PatientByHand();
    private int next;

    /** Compiles the pipeline and makes the records. */
    @Setup
    public void prepare() {
        Samples samples = new Samples(seed);
        mapping = new Mappings().of(pipeline);
        byHand = byHand(pipeline);
        records = IntStream.range(0, RECORDS)
                .mapToObj(number -> record(samples, pipeline, number))
                .toArray(byte[][]::new);
    }

    /** The engine, with everything that it checks. */
    @Benchmark
    public byte[] engine() {
        return mapping.map(nextRecord());
    }

    /** The limit. */
    @Benchmark
    public byte[] byHand() {
        return byHand.map(nextRecord());
    }

    static ByHand byHand(String pipeline) {
        return switch (pipeline) {
            case "bench-patients" -> new PatientByHand();
            case "bench-labs" -> new LabByHand();
            case "bench-people" -> new PersonByHand();
            default -> throw new IllegalArgumentException(pipeline);
        };
    }

    static byte[] record(Samples samples, String pipeline, int number) {
        return switch (pipeline) {
            case "bench-patients" -> samples.patient(number);
            case "bench-labs" -> samples.lab(number);
            case "bench-people" -> samples.person(number);
            default -> throw new IllegalArgumentException(pipeline);
        };
    }

    private byte[] nextRecord() {
        next = next + 1 == records.length ? 0 : next + 1;
        return records[next];
    }
}
