package org.fhirriver.extractor.api;

import java.util.Locale;

/** The kinds of problems that the API tells of. */
enum ProblemKind {
    UNKNOWN_PIPELINE(404, "Unknown pipeline"),
    UNKNOWN_BATCH(404, "Unknown batch"),
    NO_SUCH_RECORD(404, "No such record"),
    WRONG_TYPE(400, "Value of the wrong type"),
    BAD_REQUEST(400, "Request that cannot be understood"),
    NOT_EXTRACTED(409, "Pipeline that is not extracted"),
    BROKEN_PIPELINE(409, "Pipeline with problems"),
    NOTHING_TO_REPEAT(409, "Nothing to repeat"),
    READ_ELSEWHERE(409, "Pipeline that another extractor reads"),
    ENDED(409, "Batch that has been read"),
    TOO_MANY_RECORDS(422, "Too many records"),
    RECORD_REJECTED(422, "Record rejected"),
    NO_KEY(401, "API key needed"),
    NOT_ALLOWED(403, "Not allowed"),
    SOURCE_UNAVAILABLE(502, "Source database unavailable"),
    SOURCE_REFUSED(502, "Source database refused"),
    MAPPING_UNAVAILABLE(502, "Something that the mapping asks is unavailable"),
    KAFKA_UNAVAILABLE(503, "Kafka unavailable"),
    INTERNAL(500, "Fault of the extractor");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String type() {
        return "urn:fhir-river:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
