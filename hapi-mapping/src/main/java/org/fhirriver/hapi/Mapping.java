package org.fhirriver.hapi;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** The mapping of a pipeline, as its hook sees it. */
@FunctionalInterface
public interface Mapping {

    /**
     * Maps the record as it stands in the event now.
     *
     * @return the resources, with their ids, in the pipeline's order; those whose {@code when} is false are left out.
     *     The list and the resources may be changed
     * @throws RecordRejected when the record does not fit the mapping; best left to pass through the hook
     * @throws Unreachable when a server that maps is away; to be left to pass through the hook
     */
    List<Resource> map(RecordEvent event) throws RecordRejected, Unreachable;
}
