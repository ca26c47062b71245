package org.fhirriver.mapping.typed;

/** A part of a template, compiled for its element. */
interface Node {

    /**
     * Writes the value, or in a list any number of values, each after a comma where it needs one; writes nothing where
     * there is none.
     *
     * @return whether anything is written
     */
    boolean write(Run run);
}
