package org.fhirriver.hapi.validation;

import java.util.Locale;

/**
 * Something that the validator found.
 *
 * @param severity how bad it is
 * @param path where, as a FHIRPath expression
 * @param code what kind of thing, as HAPI names it; empty where it has no name
 * @param message what, in words; may hold values of the resource
 */
public record Finding(Severity severity, String path, String code, String message) {

    /** How bad a finding is. */
    public enum Severity {
        /** The resource is not valid. */
        ERROR,
        /** The resource is valid and probably not meant so. */
        WARNING,
        /** Good to know. */
        INFORMATION;

        /** The severity in an OperationOutcome. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where and what kind of thing, without any value. */
    public String withoutValues() {
        return (code.isEmpty() ? "an error" : code) + " at " + path;
    }

    /** Only what may be logged. */
    @Override
    public String toString() {
        return severity.code() + ": " + withoutValues();
    }
}
