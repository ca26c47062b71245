package org.fhirriver.extractor.pipelines;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.mapping.columns.ColumnSource;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;

/**
 * Asks the source databases for the columns of tables and queries. A database that does not answer is asked once; what
 * a query says of its columns itself is told in its place.
 */
public final class SourceColumns implements ColumnSource {

    private final Pipelines pipelines;
    private final ColumnSource otherwise = ColumnSource.ofQueries();
    private final Map<String, String> away = new TreeMap<>();
    private final Problems refused = new Problems();

    /** The columns of the databases that pipelines read; the pipelines are closed by whoever made them. */
    public SourceColumns(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public Optional<List<String>> columnsOf(Pipeline pipeline) {
        return position(pipeline.extraction())
                .flatMap(position -> ask(pipeline, position, RecordSource::columns))
                .filter(names -> !names.isEmpty())
                .or(() -> otherwise.columnsOf(pipeline));
    }

    @Override
    public Optional<List<String>> columnsOf(Pipeline pipeline, Extraction.Child child) {
        return ask(pipeline, child.position(), source -> source.columns(child))
                .filter(names -> !names.isEmpty())
                .or(() -> otherwise.columnsOf(pipeline, child));
    }

    @Override
    public Optional<List<String>> columnsOf(Pipeline pipeline, Extraction.Touch touch) {
        return ask(
                        pipeline,
                        touch.position(),
                        source -> source.columns(touch.table()).orElse(List.of()))
                .filter(names -> !names.isEmpty());
    }

    @Override
    public Optional<List<String>> columnsOf(Pipeline pipeline, Extraction.ByQuery way) {
        return ask(
                        pipeline,
                        way.position(),
                        source -> source.columns(way.query()).orElse(List.of()))
                .filter(names -> !names.isEmpty())
                .or(() -> otherwise.columnsOf(pipeline, way));
    }

    /** Why databases did not answer, in the order of the systems' names. */
    public SortedMap<String, String> away() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(away));
    }

    /** The tables and queries that the databases do not take. */
    public List<Problem> refused() {
        return refused.all();
    }

    /** What is asked of a source. */
    private interface Question {
        List<String> ask(RecordSource source) throws SourceException;
    }

    private Optional<List<String>> ask(Pipeline pipeline, Position position, Question question) {
        String system = pipeline.extraction().source();
        Optional<RecordSource> source = away.containsKey(system) ? Optional.empty() : source(pipeline);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.ask(source.get()));
        } catch (SourceException.Refused e) {
            refused.add(position, message(e));
        } catch (SourceException e) {
            away.put(system, message(e));
        }
        return Optional.empty();
    }

    private Optional<RecordSource> source(Pipeline pipeline) {
        try {
            return Optional.of(pipelines.records(pipeline));
        } catch (SourceException e) {
            away.put(pipeline.extraction().source(), message(e));
            return Optional.empty();
        }
    }

    private static Optional<Position> position(Extraction extraction) {
        if (extraction.reading() instanceof Extraction.Table table) {
            return Optional.of(table.position());
        }
        return extraction.reading() instanceof Extraction.Query query
                ? Optional.of(query.position())
                : Optional.empty();
    }

    private static String message(SourceException e) {
        return Objects.requireNonNullElse(e.getMessage(), "");
    }
}
