package org.fhirriver.hapi.json;

import java.util.HashMap;
import java.util.Map;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.messages.FhirId;
import org.hl7.fhir.r4.model.Resource;

/**
 * Gives resources of a record that have no id one that follows from the record's key, their type and, from the second of
 * a type on, their number.
 */
public final class ResourceIds {

    private final RecordEvent.About about;
    private final Map<String, Integer> numbers = new HashMap<>();

    public ResourceIds(RecordEvent.About about) {
        this.about = about;
    }

    /** Gives a resource an id, unless it has one. */
    public void give(Resource resource) {
        if (resource.hasId()) {
            return;
        }
        String type = resource.fhirType();
        int number = numbers.merge(type, 1, Integer::sum);
        String name = number == 1 ? type : type + "-" + number;
        resource.setId(FhirId.of(about.system(), about.pipeline(), name, about.key()));
    }
}
