import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.fhirriver.hapi.Mapping;
import org.fhirriver.hapi.ProcessEvent;
import org.fhirriver.hapi.RecordEvent;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;

/**
 * Says how long every encounter took, in days as MIMIC counts a stay in intensive care.
 *
 * <p>FHIRPath cannot subtract one time from another, so this is work for a hook. It counts from instant to instant: the
 * night in which the clocks go back is an hour longer.
 */
public final class StayLength implements ProcessEvent {

    private static final BigDecimal MINUTES_A_DAY = BigDecimal.valueOf(24 * 60);

    @Override
    public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception {
        List<Resource> resources = mapping.map(event);
        for (Resource resource : resources) {
            if (resource instanceof Encounter encounter) {
                addLength(encounter, encounter.getPeriod());
            }
        }
        return resources;
    }

    private static void addLength(Encounter encounter, Period period) {
        if (!period.hasStart() || !period.hasEnd()) {
            return;
        }
        long minutes = ChronoUnit.MINUTES.between(
                period.getStart().toInstant(), period.getEnd().toInstant());
        Duration length = new Duration();
        length.setValue(BigDecimal.valueOf(minutes).divide(MINUTES_A_DAY, 4, RoundingMode.HALF_UP));
        length.setUnit("days").setSystem("http://unitsofmeasure.org").setCode("d");
        encounter.setLength(length);
    }
}
