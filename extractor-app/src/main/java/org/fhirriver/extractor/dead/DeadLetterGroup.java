package org.fhirriver.extractor.dead;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Dead letters with the same cause.
 *
 * @param stage the stage that could not take the messages
 * @param element the path of the element that could not be written; empty where there is none
 * @param count how many there are
 * @param first when the first of them was rejected, ISO 8601
 * @param last when the last of them was rejected
 * @param example where the last of them stands, as {@code topic-partition@offset}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DeadLetterGroup(
        String stage,
        String pipeline,
        String cause,
        String element,
        long count,
        String first,
        String last,
        String example) {

    DeadLetterGroup plus(DeadLetterGroup later) {
        boolean inOrder = first.compareTo(later.first) <= 0;
        return new DeadLetterGroup(
                stage,
                pipeline,
                cause,
                element,
                count + later.count,
                inOrder ? first : later.first,
                last.compareTo(later.last) <= 0 ? later.last : last,
                last.compareTo(later.last) <= 0 ? later.example : example);
    }
}
