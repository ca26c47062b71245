package org.fhirriver.extractor.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;

/**
 * Connections to a source for one reading of a pipeline, and what the database says that the rows look like.
 *
 * <p>Children have a connection of their own: some drivers load the rest of a result into memory when its connection is
 * asked something else.
 */
final class SourceSession implements AutoCloseable {

    private final Pipeline pipeline;
    private final List<Connection> connections;
    private final Dialect dialect;
    private final Relation relation;
    private final RecordQuery query;
    private final List<ChildLoader> children;

    private SourceSession(
            Pipeline pipeline,
            List<Connection> connections,
            Dialect dialect,
            Relation relation,
            List<ChildLoader> children)
            throws SourceException {
        this.pipeline = pipeline;
        this.connections = connections;
        this.dialect = dialect;
        this.relation = relation;
        this.query = new RecordQuery(dialect, pipeline, relation);
        this.children = children;
    }

    static SourceSession open(SourceDatabase database, Pipeline pipeline) throws SourceException, SQLException {
        Extraction extraction = pipeline.extraction();
        List<Connection> connections = new ArrayList<>();
        try {
            connections.add(database.connect());
            Dialect dialect = Dialect.of(connections.get(0));
            Relation relation = Relation.of(connections.get(0), dialect, pipeline);
            if (!relation.ambiguous().isEmpty()) {
                throw new SourceException.Refused(
                        "Columns of the rows have the same name, without regard to case: " + relation.ambiguous());
            }
            List<ChildLoader> children = new ArrayList<>();
            if (!extraction.children().isEmpty()) {
                connections.add(database.connect());
            }
            for (Extraction.Child child : extraction.children()) {
                children.add(ChildLoader.of(connections.get(1), dialect, child));
            }
            return new SourceSession(pipeline, connections, dialect, relation, children);
        } catch (SQLException | SourceException | RuntimeException e) {
            close(connections);
            throw e;
        }
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Connection rows() {
        return connections.get(0);
    }

    Dialect dialect() {
        return dialect;
    }

    RecordQuery query() {
        return query;
    }

    List<ChildLoader> children() {
        return children;
    }

    /** The places of the key's columns in a row. */
    int[] key() throws SourceException {
        return relation.indexes(pipeline.key());
    }

    @Override
    public void close() {
        close(connections);
    }

    /** The pool takes back any transaction; a connection that fails at this is thrown away by the pool. */
    @SuppressWarnings("EmptyCatch")
    private static void close(List<Connection> connections) {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Nothing was written, so nothing can be lost.
            }
        }
    }
}
