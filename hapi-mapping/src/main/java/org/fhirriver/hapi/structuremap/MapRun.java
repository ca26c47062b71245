package org.fhirriver.hapi.structuremap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.json.ResourceIds;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** One run of a map: gives the resources that it makes their ids, so that references to them are the same each time. */
final class MapRun {

    private final ResourceIds ids;
    private final Resource target;
    private final List<Resource> created = new ArrayList<>();

    MapRun(RecordEvent.About about, Resource target) {
        this.ids = new ResourceIds(about);
        this.target = target;
        if (!(target instanceof Bundle)) {
            ids.give(target);
        }
    }

    void created(Resource resource, boolean atRoot) {
        ids.give(resource);
        if (atRoot) {
            created.add(resource);
        }
    }

    /** What the map made: its target, or what stands in it if that is a Bundle, and what stands nowhere else. */
    List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        if (target instanceof Bundle bundle) {
            bundle.getEntry().stream()
                    .filter(Bundle.BundleEntryComponent::hasResource)
                    .map(Bundle.BundleEntryComponent::getResource)
                    .forEach(resources::add);
        } else {
            resources.add(target);
        }
        Set<Resource> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(resources);
        created.stream().filter(known::add).forEach(resources::add);
        return resources;
    }
}
