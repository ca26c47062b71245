package org.fhirriver.hapi.hooks;

import java.util.List;
import org.fhirriver.mapping.source.Problem;

/** A file that is named as a hook cannot be used as one; every problem has its line and column. */
public final class HookBrokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    HookBrokenException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()));
        this.problems = List.copyOf(problems);
    }

    /** What a person has to change. */
    public List<Problem> problems() {
        return problems;
    }
}
