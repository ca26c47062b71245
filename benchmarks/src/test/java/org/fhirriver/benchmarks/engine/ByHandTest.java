package org.fhirriver.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.mapping.record.RecordReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comparison means something only when both sides do the same. */
final class ByHandTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    @BeforeEach
    void findPipelines() {
        System.setProperty(Mappings.FOLDER, "pipelines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench-patients", "bench-labs", "bench-people"})
    void makesWhatTheEngineMakes(String pipeline) throws IOException {
        Samples samples = new Samples(11);
        Mappings.Mapping engine = new Mappings().of(pipeline);
        ByHand byHand = EngineBenchmark.byHand(pipeline);

        for (int i = 0; i < 300; i++) {
            byte[] record = EngineBenchmark.record(samples, pipeline, i);
            assertThat(JSON.readTree(byHand.map(record))).isEqualTo(JSON.readTree(engine.map(record)));
        }
    }

    @Test
    void theStructureMapMakesTheSamePatientButForItsId() throws Exception {
        Samples samples = new Samples(12);
        Mappings mappings = new Mappings();
        Mappings.Mapping engine = mappings.of("bench-patients");
        RecordReader reader = new RecordReader(mappings.definition("bench-patients"));

        try (RecordMapper map = StructureMapBenchmark.load()) {
            for (int i = 0; i < 20; i++) {
                byte[] record = samples.patient(i);
                Map<String, Object> values =
                        reader.read(record).fold(canonical -> canonical.values(), refused -> Map.of());
                var about = new RecordEvent.About(
                        "bench", "bench-patients", String.valueOf(i), Instant.EPOCH, Optional.empty());
                List<ResourceState> states =
                        map.map(new Incoming(about, values)).fold(Result.Mapped::resources, rejected -> List.of());
                assertThat(states).hasSize(1);
                var theirs = (com.fasterxml.jackson.databind.node.ObjectNode)
                        JSON.readTree(states.get(0).json());
                var ours = (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(engine.map(record));
                theirs.remove("id");
                ours.remove("id");
                assertThat(theirs).isEqualTo(ours);
            }
        }
    }
}
