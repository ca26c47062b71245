package org.fhirriver.hapi;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * A hook: Java that is run for every record of a pipeline and does what a mapping cannot.
 *
 * <p>It stands in one {@code .java} file beside the pipeline, which names it: {@code hook: hooks/AdmissionsHook.java}.
 * The file holds a class of the file's name that implements this interface and has a constructor without parameters. It
 * is compiled when it is loaded and again when it is saved; HAPI's R4 classes, SLF4J and the JDK are at hand.
 *
 * <pre>{@code
 * public final class AdmissionsHook implements ProcessEvent {
 *     @Override
 *     public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception {
 *         event.record().computeIfPresent("admission_type", (name, type) -> type.toString().strip()); // before
 *         List<Resource> resources = mapping.map(event);
 *         for (Resource resource : resources) { // after
 *             if (resource instanceof Encounter encounter && !encounter.getPeriod().hasEnd()) {
 *                 encounter.setStatus(Encounter.EncounterStatus.INPROGRESS);
 *             }
 *         }
 *         return resources;
 *     }
 * }
 * }</pre>
 *
 * <p>A hook that never calls {@link Mapping#map} does its work instead of the mapping.
 *
 * <p>One instance serves all records of a pipeline, one record at a time, in the order of their keys' changes. A hook
 * that is {@link AutoCloseable} is closed when another version takes its place. It is not called for deletes: when a
 * record is deleted, so is everything that came of it.
 *
 * <p>A hook that throws rejects its record, which then stands in the dead-letter topic with the class of the exception
 * and the line of the hook, but without the exception's message, for that could hold a patient's data. {@link
 * RecordRejected} is for saying why in words; {@link Unreachable} is for a service that is away.
 */
@FunctionalInterface
public interface ProcessEvent {

    /**
     * Turns a record into resources.
     *
     * @param event the record, which may be changed before it is mapped
     * @param mapping the pipeline's mapping
     * @return all resources that the record is now; each needs an id. Those that it was before and are missing here are
     *     deleted, so an empty list deletes all of them
     * @throws RecordRejected to reject the record, with the reason in words
     * @throws Unreachable to have the record tried again later, before anything behind it in its partition
     * @throws Exception any other one rejects the record
     */
    List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception;
}
