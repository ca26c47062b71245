package org.fhirriver.extractor.pipelines;

import java.util.Set;
import java.util.TreeSet;
import org.fhirriver.messages.DidYouMean;

/** There is no pipeline of a name. */
public final class UnknownPipelineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> known;

    UnknownPipelineException(String name, Set<String> known) {
        super("There is no pipeline '%s'%s".formatted(shown(name), DidYouMean.hint(name, known)));
        this.known = Set.copyOf(known);
    }

    /** The names of the pipelines that there are. */
    public Set<String> known() {
        return new TreeSet<>(known);
    }

    /** Whatever a request names is cut to a length that a person reads. */
    private static String shown(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }
}
