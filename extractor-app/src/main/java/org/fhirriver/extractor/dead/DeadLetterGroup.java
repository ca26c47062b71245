package org.fhirriver.extractor.dead;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

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

    static DeadLetterGroup of(Letter letter) {
        return new DeadLetterGroup(
                letter.stage().code(),
                letter.pipeline(),
                letter.cause(),
                letter.element(),
                1,
                letter.at(),
                letter.at(),
                letter.position().toString());
    }

    /** What the letters of a group have in common. */
    List<String> name() {
        return List.of(stage, pipeline, cause, element);
    }

    DeadLetterGroup plus(DeadLetterGroup later) {
        boolean inOrder = last.compareTo(later.last) <= 0;
        return new DeadLetterGroup(
                stage,
                pipeline,
                cause,
                element,
                count + later.count,
                first.compareTo(later.first) <= 0 ? first : later.first,
                inOrder ? later.last : last,
                inOrder ? later.example : example);
    }

    /** The group without one of its letters. */
    DeadLetterGroup less() {
        return new DeadLetterGroup(stage, pipeline, cause, element, count - 1, first, last, example);
    }
}
