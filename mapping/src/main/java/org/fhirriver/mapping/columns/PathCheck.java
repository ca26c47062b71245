package org.fhirriver.mapping.columns;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.fpml.TemplateParser;
import org.fhirriver.mapping.pipeline.ColumnName;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.ResourceRule;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;
import org.jspecify.annotations.Nullable;

/**
 * Finds paths that lead nowhere: to columns that the rows of children do not have, and to elements of plain values.
 */
public final class PathCheck {

    /** Functions without arguments that are easily taken for elements. */
    private static final Set<String> FUNCTIONS = Set.of(
            "count",
            "digits",
            "empty",
            "exists",
            "first",
            "last",
            "length",
            "lower",
            "not",
            "titleCase",
            "toBoolean",
            "toDate",
            "toDateTime",
            "toDecimal",
            "toInteger",
            "toString",
            "trim",
            "upper");

    /** Those of them that an element of a JSON column may well be called. */
    private static final Set<String> ELEMENTS_TOO = Set.of("count", "first", "last", "length", "lower", "upper");

    private final Set<String> children = new TreeSet<>();
    /** The columns that hold one plain value: those of the key, and those with a declared type. */
    private final Set<String> plain = new TreeSet<>();

    private final Map<String, Set<String>> known = new HashMap<>();
    private final Problems problems;

    private PathCheck(Problems problems) {
        this.problems = problems;
    }

    /** Checks a pipeline as far as its columns and those of its children are known. */
    public static void check(Pipeline pipeline, ColumnSource columns, Problems problems) {
        PathCheck check = new PathCheck(problems);
        check.plain.addAll(pipeline.key());
        check.plain.addAll(pipeline.extraction().columns().keySet());
        for (Extraction.Child child : pipeline.extraction().children()) {
            check.children.add(child.name());
            columns.columnsOf(pipeline, child).ifPresent(names -> check.know(child, names));
        }
        for (ColumnName name : pipeline.columnNames()) {
            check.use(name.child(), name.name().toLowerCase(Locale.ROOT), name.position());
        }
        for (ResourceRule rule : pipeline.resources()) {
            check.expression(rule.when());
            check.expression(rule.id());
            // What is wrong with a template's form is told when it is compiled.
            TemplateParser.parse(rule.template(), new Problems()).fold(new TemplateUses(check, Scope.OF_THE_RECORD));
        }
    }

    private void know(Extraction.Child child, List<String> names) {
        Set<String> lower = new TreeSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        known.put(child.name(), lower);
    }

    private void expression(@Nullable LocatedScalar text) {
        if (text != null) {
            new ExpressionUses(this, new ExpressionText(text.text(), text, 0), Scope.OF_THE_RECORD).shape();
        }
    }

    /** Whether the record has a list of this name. */
    boolean isChild(String name) {
        return children.contains(name);
    }

    /** Notes an element of a column that has none, as a function without its brackets seems to be. */
    void useOfColumn(String column, String element, Position position) {
        boolean meantToCall = FUNCTIONS.contains(element) && !ELEMENTS_TOO.contains(element);
        if (!plain.contains(column) && !meantToCall) {
            return;
        }
        problems.add(
                position,
                "the column '" + column + "' has no element '" + element + "'"
                        + (FUNCTIONS.contains(element)
                                ? "; did you mean '" + element + "()'?"
                                : DidYouMean.hint(element, FUNCTIONS)));
    }

    /** Notes a column that the rows of a child do not have. */
    void use(String child, String column, Position position) {
        Set<String> names = known.get(child);
        if (names == null || names.contains(column)) {
            return;
        }
        String lower = column.toLowerCase(Locale.ROOT);
        if (names.contains(lower)) {
            problems.add(position, "the column of '" + child + "' is called '" + lower + "' here: in lower case");
            return;
        }
        problems.add(
                position,
                "the rows of '" + child + "' have no column '" + column + "'"
                        + DidYouMean.nearest(column, names)
                                .map(meant -> "; did you mean '" + meant + "'?")
                                .orElse("; they have " + String.join(", ", names)));
    }
}
