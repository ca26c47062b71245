package org.fhirriver.mapping.value;

/** Writes values of one FHIR type. */
public interface ValueWriter {

    /**
     * Converts a value and writes it as JSON; writes nothing where it turns out to be empty.
     *
     * @return whether there was something to write
     * @throws Unfit when the value cannot be one of the type; what was written by then is to be taken back
     */
    boolean write(Object value, JsonBuffer out);
}
