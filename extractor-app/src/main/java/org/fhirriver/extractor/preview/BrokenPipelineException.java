package org.fhirriver.extractor.preview;

import java.util.List;
import org.fhirriver.mapping.source.Problem;

/** A pipeline's mapping has problems, so that nothing can be mapped by it. */
public final class BrokenPipelineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BrokenPipelineException(String pipeline, List<Problem> problems) {
        super("The mapping of pipeline '%s' has problems".formatted(pipeline));
        this.problems = List.copyOf(problems);
    }

    /** The problems, each with its place. */
    public List<String> problems() {
        return problems.stream().map(Problem::toString).toList();
    }
}
