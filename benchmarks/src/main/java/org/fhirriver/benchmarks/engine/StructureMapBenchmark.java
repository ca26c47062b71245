package org.fhirriver.benchmarks.engine;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.hapi.structuremap.StructureMapMapper;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.source.Problems;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What HAPI's StructureMap interpreter does with the flat patient. */
@State(Scope.Thread)
public class StructureMapBenchmark {

    private static final int RECORDS = 1_000;
    private static final String PIPELINE = "bench-patients";

    /** What the records follow from. */
    @Param("1")
    public long seed;

    private byte[][] records = {};
    private @Nullable RecordMapper structureMap;
    private @Nullable RecordReader reader;
    private int next;

    /** Loads the map and makes the records. */
    @Setup
    public void prepare() {
        Samples samples = new Samples(seed);
        Mappings mappings = new Mappings();
        reader = new RecordReader(mappings.definition(PIPELINE));
        structureMap = load();
        records = IntStream.range(0, RECORDS).mapToObj(samples::patient).toArray(byte[][]::new);
    }

    /** Ends the map's thread. */
    @TearDown
    public void close() {
        if (structureMap != null) {
            structureMap.close();
        }
    }

    /** HAPI's interpreter and its JSON encoder. */
    @Benchmark
    public List<ResourceState> structureMap() throws Unreachable {
        RecordReader read = reader;
        RecordMapper map = structureMap;
        if (read == null || map == null) {
            throw new IllegalStateException("not prepared");
        }
        Map<String, @Nullable Object> values =
                read.read(records[advance()]).fold(canonical -> canonical.values(), refused -> Map.of());
        RecordEvent.About about = new RecordEvent.About(
                "bench", PIPELINE, String.valueOf(values.get("patient_id")), Mappings.EXTRACTED_AT, Optional.empty());
        return map.map(new Incoming(about, values)).fold(Result.Mapped::resources, StructureMapBenchmark::refused);
    }

    static RecordMapper load() {
        Path map = Path.of(System.getProperty(Mappings.FOLDER, "benchmarks/pipelines"), "bench/maps/patient.map");
        Problems problems = new Problems();
        return StructureMapMapper.load(map, ZoneId.of("America/New_York"), problems)
                .orElseThrow(() -> new IllegalStateException(problems.all().toString()));
    }

    private static List<ResourceState> refused(Result.Rejected rejected) {
        throw new IllegalStateException(rejected.cause());
    }

    private int advance() {
        next = next + 1 == records.length ? 0 : next + 1;
        return next;
    }
}
