package org.fhirriver.hapi.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.Mapping;
import org.fhirriver.hapi.RecordEvent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The hook of the sample pipelines, as it is shipped. */
final class StayLengthTest {

    private static final Path FILE = Path.of("../pipelines/mimic/hooks/StayLength.java");
    private static final RecordEvent EVENT = new RecordEvent(
            new RecordEvent.About("mimic", "mimic-admissions", "165520", Instant.EPOCH, Optional.empty()), Map.of());

    @Test
    void countsTheHourThatTheClocksGoBack() throws Exception {
        // Boston, from 20:15 in summer time to 00:15 in winter time ten days later.
        Encounter encounter = encounter("2120-10-30T00:15:00Z", "2120-11-08T05:15:00Z");

        run(encounter);

        assertThat(encounter.getLength().getValue()).isEqualByComparingTo("9.2083");
        assertThat(encounter.getLength().getCode()).isEqualTo("d");
        assertThat(encounter.getLength().getSystem()).isEqualTo("http://unitsofmeasure.org");
    }

    @Test
    void saysNothingWhileTheStayLasts() throws Exception {
        Encounter encounter = encounter("2120-10-30T00:15:00Z", null);

        run(encounter);

        assertThat(encounter.hasLength()).isFalse();
    }

    @Test
    void leavesOtherResourcesAlone() throws Exception {
        Patient patient = new Patient();

        assertThat(run(patient)).containsExactly(patient);
    }

    private static Encounter encounter(String start, @Nullable String end) {
        Encounter encounter = new Encounter();
        encounter.getPeriod().setStart(Date.from(Instant.parse(start)));
        if (end != null) {
            encounter.getPeriod().setEnd(Date.from(Instant.parse(end)));
        }
        return encounter;
    }

    private static List<Resource> run(Resource mapped) throws Exception {
        Mapping mapping = event -> new ArrayList<>(List.of(mapped));
        try (Hook hook = new HookCompiler().compile(FILE)) {
            return hook.run(EVENT, mapping, Duration.ofSeconds(20));
        }
    }
}
