package org.fhirriver.mapping.columns;

import java.util.List;
import java.util.Optional;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;

/** Tells the columns that a pipeline's table or query really has. */
@FunctionalInterface
public interface ColumnSource {

    /** The names as the source has them, in any case; empty where they cannot be told. */
    Optional<List<String>> columnsOf(Pipeline pipeline);

    /** The names of the columns of a child's rows: unless the source knows better, those that its query gives them. */
    default Optional<List<String>> columnsOf(Pipeline pipeline, Extraction.Child child) {
        return SelectList.columns(child.sql());
    }

    /** The names of the columns of a table whose changes touch a pipeline; empty where they cannot be told. */
    default Optional<List<String>> columnsOf(Pipeline pipeline, Extraction.Touch touch) {
        return Optional.empty();
    }

    /** The names of the columns that a query for touched keys gives; empty where they cannot be told. */
    default Optional<List<String>> columnsOf(Pipeline pipeline, Extraction.ByQuery way) {
        return SelectList.columns(way.query().sql(column -> "NULL"));
    }

    /** What can be told without a database: the names that a query gives to its columns. */
    static ColumnSource ofQueries() {
        return pipeline -> pipeline.extraction().reading() instanceof Extraction.Query query
                ? SelectList.columns(query.sql())
                : Optional.empty();
    }
}
