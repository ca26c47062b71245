package org.fhirriver.mapping.columns;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** Finds columns under {@code touched-by} that the tables do not have, and queries there that do not give a key. */
public final class TouchCheck {

    private final Pipeline pipeline;
    private final ColumnSource columns;
    private final Problems problems;

    private TouchCheck(Pipeline pipeline, ColumnSource columns, Problems problems) {
        this.pipeline = pipeline;
        this.columns = columns;
        this.problems = problems;
    }

    /** Checks a pipeline as far as its tables are known. */
    public static void check(Pipeline pipeline, ColumnSource columns, Problems problems) {
        TouchCheck check = new TouchCheck(pipeline, columns, problems);
        pipeline.extraction().touchedBy().forEach(check::check);
    }

    private void check(Extraction.Touch touch) {
        Optional<List<String>> known = columns.columnsOf(pipeline, touch);
        if (touch.way() instanceof Extraction.ByColumns way) {
            known.ifPresent(names -> require(names, touch.table(), way.columns(), way.position()));
        } else if (touch.way() instanceof Extraction.ByQuery way) {
            known.ifPresent(names -> require(names, touch.table(), way.query().columnNames(), way.position()));
            columns.columnsOf(pipeline, way).ifPresent(given -> requireKey(given, way.position()));
        } else if (touch.way() instanceof Extraction.ByRecords way) {
            known.ifPresent(names -> require(names, touch.table(), List.of(way.column()), way.position()));
            columns.columnsOf(pipeline).ifPresent(names -> requireInRecords(names, way));
        }
    }

    private void require(List<String> known, String table, Collection<String> wanted, Position position) {
        Set<String> lower = new TreeSet<>();
        known.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        for (String name : wanted) {
            if (!lower.contains(name.toLowerCase(Locale.ROOT))) {
                problems.add(
                        position,
                        "the table '" + table + "' has no column '" + name + "'" + DidYouMean.hint(name, lower));
            }
        }
    }

    private void requireInRecords(List<String> names, Extraction.ByRecords way) {
        if (names.stream().noneMatch(way.column()::equalsIgnoreCase)) {
            problems.add(
                    way.position(),
                    "the records have no column '" + way.column() + "'" + DidYouMean.hint(way.column(), names));
        }
    }

    private void requireKey(List<String> given, Position position) {
        if (given.size() != pipeline.key().size()) {
            problems.add(
                    position,
                    "the query gives " + given.size() + (given.size() == 1 ? " column" : " columns")
                            + ", but the key has " + pipeline.key().size() + ": "
                            + String.join(", ", pipeline.key()));
        }
    }
}
