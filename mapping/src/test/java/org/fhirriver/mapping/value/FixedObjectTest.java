package org.fhirriver.mapping.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.r4.TypeUse;
import org.junit.jupiter.api.Test;

final class FixedObjectTest {

    private final ValueWriters writers = new ValueWriters(ZoneOffset.UTC);

    @Test
    void isWrittenTheSameAgainByEachWriter() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("display", "Glucose");
        members.put("system", "http://loinc.org");
        members.put("code", "2345-7");
        FixedObject coding = new FixedObject(members);

        for (int turn = 0; turn < 2; turn++) {
            assertThat(written(writers.object("Coding"), coding))
                    .isEqualTo(written(writers.object("Coding"), members))
                    .isEqualTo("{\"system\":\"http://loinc.org\",\"code\":\"2345-7\",\"display\":\"Glucose\"}");
            assertThat(written(writers.object("CodeableConcept"), coding))
                    .isEqualTo(written(writers.object("CodeableConcept"), members));
        }
        assertThat(coding).isEqualTo(members).hasSameHashCodeAs(members);
    }

    @Test
    void writesAComputedReferenceAsAnyOther() {
        ComputedReference computed = new ComputedReference("Patient", "1-2");
        Map<String, Object> plain = Map.of("reference", "Patient/1-2");
        ReferenceWriter references =
                new ReferenceWriter(writers.object("Reference"), new TypeUse("Reference", List.of("Patient")));

        assertThat(written(references, computed)).isEqualTo(written(references, plain));
        assertThat(written(writers.object("Reference"), computed)).isEqualTo(written(references, plain));
        assertThat(computed).isEqualTo(plain).containsKey("reference").hasSize(1);
    }

    @Test
    void rejectsAComputedReferenceToAnotherType() {
        ReferenceWriter references =
                new ReferenceWriter(writers.object("Reference"), new TypeUse("Reference", List.of("Group")));

        assertThatThrownBy(() -> written(references, new ComputedReference("Patient", "1-2")))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("Group");
    }

    private static String written(ValueWriter writer, Object value) {
        JsonBuffer out = new JsonBuffer();
        assertThat(writer.write(value, out)).isTrue();
        return new String(out.toBytes(), UTF_8);
    }
}
