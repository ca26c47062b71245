package org.fhirriver.r4;

/**
 * The value set from which an element takes its codes.
 *
 * @param strength how firmly
 * @param valueSet the canonical address of the value set, without its version
 */
public record Binding(Strength strength, String valueSet) {

    /** Whether no other code is allowed. */
    public boolean isRequired() {
        return strength == Strength.REQUIRED;
    }
}
