package org.fhirriver.messages;

/** The names of the topics. A pipeline's record topic has the pipeline's own name. */
public final class Topics {

    /** What every stage has done, batch by batch: see {@link LedgerEntry}. */
    public static final String LEDGER = "river.ledger";

    /** What all FHIR topics begin with. */
    public static final String FHIR_PREFIX = "fhir.";

    private Topics() {}

    /** The topic of the resources of a type. */
    public static String fhir(String resourceType) {
        return FHIR_PREFIX + resourceType;
    }

    /** The dead-letter topic of a stage. */
    public static String dead(Stage stage) {
        return stage.code() + ".dead";
    }

    /** The topic of keys whose records are to be read again. */
    public static String touched(String pipeline) {
        return pipeline + ".touched";
    }

    /** The compacted topic from record key to the ids of its resources, where ids do not follow from the key. */
    public static String outputs(String pipeline) {
        return pipeline + ".outputs";
    }
}
