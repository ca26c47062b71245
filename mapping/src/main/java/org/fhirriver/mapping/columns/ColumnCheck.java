package org.fhirriver.mapping.columns;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.pipeline.ColumnName;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** Finds columns that a pipeline names and that its records do not have. */
public final class ColumnCheck {

    private final Map<String, String> declared = new HashMap<>();
    private final Optional<Set<String>> known;
    private final Problems problems;

    /**
     * The check of a pipeline.
     *
     * @param names the columns of its table or query as the source has them; empty where they are not known
     */
    public ColumnCheck(Pipeline pipeline, Optional<List<String>> names, Problems problems) {
        Extraction extraction = pipeline.extraction();
        extraction.declaredNames(pipeline.key()).forEach(name -> declared.put(name.toLowerCase(Locale.ROOT), name));
        this.known = names.map(of -> canonical(of, extraction));
        this.problems = problems;
    }

    /** Checks the names that stand in the file as they are, whose case does not matter. */
    public void checkNames(Collection<ColumnName> names) {
        for (ColumnName name : names) {
            if (name.child().isEmpty() && known.isPresent() && !known.get().contains(canonical(name.name()))) {
                problems.add(name.position(), unknown(name.name(), known.get()));
            }
        }
    }

    /** Checks the names in expressions, which have to be written as the records have them. */
    public void checkUses(Collection<ExpressionCompiler.Column> uses) {
        for (ExpressionCompiler.Column use : uses) {
            String canonical = canonical(use.name());
            if (!use.name().equals(canonical)) {
                problems.add(
                        use.position(),
                        "the column is called '" + canonical + "' here"
                                + (declared.containsKey(use.name().toLowerCase(Locale.ROOT))
                                        ? ", as the pipeline declares it"
                                        : ": what is not declared has a name in lower case"));
            } else if (known.isPresent() && !known.get().contains(canonical)) {
                problems.add(use.position(), unknown(use.name(), known.get()));
            }
        }
    }

    private static String unknown(String name, Set<String> known) {
        return "unknown column '" + name + "'"
                + DidYouMean.nearest(name, known)
                        .map(meant -> "; did you mean '" + meant + "'?")
                        .orElse("; known are " + String.join(", ", known));
    }

    private Set<String> canonical(List<String> names, Extraction extraction) {
        Set<String> canonical = new TreeSet<>();
        names.forEach(name -> canonical.add(canonical(name)));
        extraction.children().forEach(child -> canonical.add(child.name()));
        return canonical;
    }

    private String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return declared.getOrDefault(lower, lower);
    }
}
