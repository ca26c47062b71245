package org.fhirriver.extractor.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as RFC 9457 writes it; it has neither SQL nor values of a record.
 *
 * @param type what kind of problem it is, as a URI that does not change
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what is wrong this time
 * @param more further members
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonAnyGetter Map<String, Object> more) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        more = new LinkedHashMap<>(more);
    }

    static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, Map.of());
    }

    /** A problem that HTTP itself has a name for. */
    static Problem of(int status, String title) {
        return new Problem("about:blank", title, status, "", Map.of());
    }

    Problem with(String name, Object value) {
        Map<String, Object> extended = new LinkedHashMap<>(more);
        extended.put(name, value);
        return new Problem(type, title, status, detail, extended);
    }
}
