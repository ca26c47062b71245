package org.fhirriver.messages;

import com.fasterxml.jackson.annotation.JsonValue;

/** A stage of the way of a record from its source to the store. */
public enum Stage {
    /** Reads the source and publishes records. */
    EXTRACTOR("extractor"),
    /** Maps records to FHIR resources. */
    TRANSFORMER("transformer"),
    /** Writes FHIR resources to MongoDB. */
    LOADER("loader");

    private final String code;

    Stage(String code) {
        this.code = code;
    }

    /** The stage's name on the bus. */
    @JsonValue
    public String code() {
        return code;
    }
}
