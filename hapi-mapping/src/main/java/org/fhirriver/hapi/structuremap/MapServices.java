package org.fhirriver.hapi.structuremap;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.hl7.fhir.r4.utils.StructureMapUtilities.ITransformerServices;

/** What HAPI's engine asks of whoever runs it; what it logs is left out, for it holds values. */
final class MapServices implements ITransformerServices {

    @Override
    public void log(String message) {}

    @Override
    public Base createType(Object run, String name) {
        return ResourceFactory.createResourceOrType(name.substring(name.lastIndexOf('/') + 1));
    }

    @Override
    public Base createResource(Object run, Base created, boolean atRootOfTransform) {
        if (run instanceof MapRun current && created instanceof Resource resource) {
            current.created(resource, atRootOfTransform);
        }
        return created;
    }

    @Override
    public Coding translate(Object run, Coding source, String conceptMapUrl) {
        throw new NotMappableException("There is no concept map " + conceptMapUrl);
    }

    @Override
    public Base resolveReference(Object run, String url) {
        throw new NotMappableException("The map resolves references, and a record has none");
    }

    @Override
    public List<Base> performSearch(Object run, String url) {
        throw new NotMappableException("The map searches, and there is nothing to search");
    }
}
