package org.fhirriver.hapi.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fhirriver.hapi.RecordRejected;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.messages.ResourceKey;
import org.hl7.fhir.r4.model.Resource;

/** Makes of HAPI's resources what can be published. */
public final class ResourceStates {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private ResourceStates() {}

    /**
     * The states of resources, by their keys and in their order.
     *
     * @param maker who made the resources, as the beginning of a sentence
     * @throws RecordRejected when one has no id, two have the same, or one cannot be written
     */
    public static Map<ResourceKey, ResourceState> of(List<? extends Resource> resources, String maker)
            throws RecordRejected {
        Map<ResourceKey, ResourceState> states = new LinkedHashMap<>();
        for (Resource resource : resources) {
            ResourceState state = state(resource, maker);
            if (states.put(state.key(), state) != null) {
                throw new RecordRejected(
                        "%s made two resources of type %s with the same id".formatted(maker, resource.fhirType()));
            }
        }
        return states;
    }

    private static ResourceState state(Resource resource, String maker) throws RecordRejected {
        String type = resource.fhirType();
        String id = resource.getIdElement().getIdPart();
        if (id == null || !ID.matcher(id).matches()) {
            throw new RecordRejected("%s made a resource of type %s without a valid id".formatted(maker, type));
        }
        try {
            return ResourceState.written(new ResourceKey(type, id), HapiJson.write(resource));
        } catch (RuntimeException e) {
            // HAPI's message may hold values.
            throw new RecordRejected("%s made a resource of type %s that HAPI cannot write: %s"
                    .formatted(maker, type, e.getClass().getName()));
        }
    }
}
