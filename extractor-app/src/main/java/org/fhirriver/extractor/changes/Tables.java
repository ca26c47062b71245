package org.fhirriver.extractor.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.KeysQuery;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.record.ChangeEvent;

/** Which pipelines a table touches, and how its rows lead to their keys. */
final class Tables {

    private final List<Pipeline> pipelines;

    /** The tables of one source. */
    Tables(List<Pipeline> pipelines) {
        this.pipelines = List.copyOf(pipelines);
    }

    /**
     * How the rows of a table touch a pipeline.
     *
     * @param columns the columns that have the key, once for each way
     * @param queries the queries that find it
     * @param known the columns by whose values a deleted row leads to known records
     */
    record Touching(Pipeline pipeline, List<List<String>> columns, List<KeysQuery> queries, List<String> known) {

        /** Whether a key can be told from the row alone, and is always in it. */
        boolean isByColumns() {
            return !columns.isEmpty();
        }
    }

    /** The names of the pipelines that are read from the source. */
    List<String> names() {
        return pipelines.stream()
                .filter(pipeline -> !(pipeline.extraction().reading() instanceof Extraction.Delivered))
                .map(Pipeline::name)
                .toList();
    }

    /** The pipelines that a table touches. */
    List<Touching> touchedBy(ChangeEvent.Source table) {
        List<Touching> touched = new ArrayList<>();
        for (Pipeline pipeline : pipelines) {
            touching(pipeline, table).ifPresent(touched::add);
        }
        return touched;
    }

    private static Optional<Touching> touching(Pipeline pipeline, ChangeEvent.Source table) {
        List<List<String>> columns = new ArrayList<>();
        List<KeysQuery> queries = new ArrayList<>();
        List<String> known = new ArrayList<>();
        if (pipeline.extraction().reading() instanceof Extraction.Table own && table.isTable(own.name())) {
            columns.add(pipeline.key());
        }
        for (Extraction.Touch touch : pipeline.extraction().touchedBy()) {
            if (!table.isTable(touch.table())) {
                continue;
            }
            if (touch.way() instanceof Extraction.ByColumns way) {
                columns.add(way.columns());
            } else if (touch.way() instanceof Extraction.ByQuery way) {
                queries.add(way.query());
            } else if (touch.way() instanceof Extraction.ByRecords way) {
                known.add(way.column());
            }
        }
        return columns.isEmpty() && queries.isEmpty() && known.isEmpty()
                ? Optional.empty()
                : Optional.of(new Touching(pipeline, columns, queries, known));
    }
}
