package org.fhirriver.messages;

/** The names of the topics. A pipeline's record topic has the pipeline's own name. */
public final class Topics {

    /** What every stage has done, batch by batch: see {@link LedgerEntry}. */
    public static final String LEDGER = "river.ledger";

    /** What all FHIR topics begin with. */
    public static final String FHIR_PREFIX = "fhir.";

    /** Queries for touched keys that are still to be run. */
    public static final String SEARCHES = "river.searches";

    /** What the topics of a source's changes begin with; the source's name follows. */
    public static final String CHANGES_PREFIX = "changes.";

    private static final String TOUCHED = ".touched";

    private Topics() {}

    /** The topic of the resources of a type. */
    public static String fhir(String resourceType) {
        return FHIR_PREFIX + resourceType;
    }

    /** The dead-letter topic of a stage. */
    public static String dead(Stage stage) {
        return stage.code() + ".dead";
    }

    /** What the names of the topics of a source's changes begin with, and the topic of its schema changes. */
    public static String changes(String system) {
        return CHANGES_PREFIX + system;
    }

    /** The topic of keys whose records are to be read again at once. */
    public static String touched(String pipeline) {
        return pipeline + TOUCHED;
    }

    /** The topic of keys whose records are to be read again when nothing is more urgent, as there are many. */
    public static String touchedInBulk(String pipeline) {
        return touched(pipeline) + ".bulk";
    }

    /** The topic of keys whose records are to be read once more after a while. */
    public static String touchedAgain(String pipeline) {
        return touched(pipeline) + ".again";
    }

    /** The topic of queries that are to be run once more after a while. */
    public static String searchesAgain() {
        return SEARCHES + ".again";
    }

    /** Whether a topic is one of touched keys. */
    public static boolean isTouched(String topic) {
        return topic.endsWith(TOUCHED) || topic.endsWith(touchedInBulk("")) || topic.endsWith(touchedAgain(""));
    }

    /** The compacted topic from record key to the ids of its resources, where ids do not follow from the key. */
    public static String outputs(String pipeline) {
        return pipeline + ".outputs";
    }
}
