package org.fhirriver.extractor.pipelines;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.mapping.columns.ColumnSource;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;

/** Asks the source databases for the columns of tables and queries, and remembers why one of them did not tell. */
public final class SourceColumns implements ColumnSource {

    private final Pipelines pipelines;
    private final Map<String, String> unanswered = new TreeMap<>();

    /** The columns of the databases that pipelines read; the pipelines are closed by whoever made them. */
    public SourceColumns(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public Optional<List<String>> columnsOf(Pipeline pipeline) {
        if (pipeline.extraction().reading() instanceof Extraction.Delivered) {
            return Optional.empty();
        }
        try {
            return Optional.of(pipelines.records(pipeline).columns());
        } catch (SourceException e) {
            unanswered.put(pipeline.name(), Objects.requireNonNullElse(e.getMessage(), ""));
            return Optional.empty();
        }
    }

    /** Why sources did not tell their columns, by pipeline. */
    public Map<String, String> unanswered() {
        return Map.copyOf(unanswered);
    }
}
