package org.fhirriver.transformer.pipelines;

/** Gives the pipelines that are to be used from now on; asked between two transactions. */
@FunctionalInterface
public interface Pipelines {

    /** The pipelines; the same object as before when no file was saved. */
    RunningPipelines current();
}
