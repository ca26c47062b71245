package org.fhirriver.messages;

/** The names of the Kafka headers that travel with a record; all values are UTF-8 text. */
public final class Headers {

    /** What happened at the source: see {@link Operation}. */
    public static final String OPERATION = "river.operation";

    /** The id of the batch that the record was extracted by; absent outside of batches. */
    public static final String BATCH = "river.batch";

    /** The name of the source system. */
    public static final String SOURCE = "river.source";

    /** When the record was read from its source, ISO 8601 in UTC; what {@code now()} means in a mapping. */
    public static final String EXTRACTED_AT = "river.extracted-at";

    /** On FHIR topics and dead letters: the pipeline. */
    public static final String PIPELINE = "river.pipeline";

    /** On FHIR topics: the key of the record that the resource was mapped from. */
    public static final String RECORD_KEY = "river.record-key";

    /** On FHIR topics: what HAPI's validator found, as an OperationOutcome in JSON; absent when it found nothing. */
    public static final String FINDINGS = "river.findings";

    /** On FHIR topics and dead letters: where the record stands, as {@code topic-partition@offset}. */
    public static final String ORIGIN = "river.origin";

    /** On dead letters: the stage that rejected the message. */
    public static final String STAGE = "river.stage";

    /** On dead letters: why, in words, without any value of the record. */
    public static final String CAUSE = "river.cause";

    /** On dead letters: the path of the element that could not be written, as {@code Observation.value}. */
    public static final String ELEMENT = "river.element";

    /** On dead letters, once for each: a resource that is stale since, as {@code Patient/17}. */
    public static final String RESOURCES = "river.resource";

    /** On dead letters: when the message was rejected, ISO 8601 in UTC. */
    public static final String REJECTED_AT = "river.rejected-at";

    /** On dead letters and what is replayed from them: how often the message has been tried, from 1. */
    public static final String ATTEMPT = "river.attempt";

    /** On dead letters of FHIR topics: where the record stands that the resource was mapped from. */
    public static final String RECORD_ORIGIN = "river.record-origin";

    /**
     * On a message of a dead-letter topic that is no letter itself: the letter that is settled by it, since it was
     * replayed or a newer state of its key is known, as {@code topic-partition@offset}.
     */
    public static final String SETTLES = "river.settles";

    /** On touched keys: why the record is to be read again; see {@link TouchReason}. */
    public static final String TOUCHED_BY = "river.touched-by";

    /** On touched keys: the number of PostgreSQL's transaction that has to be visible before the record is read. */
    public static final String TRANSACTION = "river.transaction";

    /**
     * On touched keys: the record is to be read once more after a while, since the database may not show yet what its log
     * has told.
     */
    public static final String AGAIN = "river.again";

    private Headers() {}
}
