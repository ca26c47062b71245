package org.fhirriver.extractor.source;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fhirriver.mapping.pipeline.KeysQuery;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.record.KeyPart;
import org.fhirriver.mapping.record.SqlColumn;
import org.fhirriver.messages.RecordKey;

/** Runs queries whose rows are keys, in memory that does not grow with their number. */
final class KeySearch {

    private static final int FETCH = 1_000;

    private final SourceSession session;
    private final Pipeline pipeline;

    KeySearch(SourceSession session) {
        this.session = session;
        this.pipeline = session.pipeline();
    }

    /** Runs a query with values for its columns; a column without values matches nothing. */
    void run(KeysQuery query, Map<String, List<Object>> values, Consumer<String> sink)
            throws SQLException, SourceException {
        List<Parameter> parameters = new ArrayList<>();
        for (String column : query.columns()) {
            values.getOrDefault(column, List.of())
                    .forEach(value -> parameters.add(Parameter.ofValue(session.dialect(), value)));
        }
        String sql = query.sql(column -> {
            int number = values.getOrDefault(column, List.of()).size();
            return number == 0 ? "NULL" : String.join(", ", Collections.nCopies(number, "?"));
        });
        run(new RecordQuery.Statement(sql, parameters), sink);
    }

    /** Runs a statement whose first columns are the key's. */
    void run(RecordQuery.Statement query, Consumer<String> sink) throws SQLException, SourceException {
        try (PreparedStatement statement =
                session.rows().prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            Parameter.bind(statement, query.parameters());
            statement.setFetchSize(session.dialect().fetchSize(FETCH));
            try (ResultSet rows = statement.executeQuery()) {
                List<SqlColumn> columns = SqlColumn.of(rows.getMetaData());
                if (columns.size() != pipeline.key().size()) {
                    throw new SourceException.Refused(
                            "A query under touched-by of pipeline '%s' gives %d columns, but the key has %d: %s"
                                    .formatted(
                                            pipeline.name(),
                                            columns.size(),
                                            pipeline.key().size(),
                                            pipeline.key()));
                }
                while (rows.next()) {
                    key(columns, rows, sink);
                }
            }
        }
    }

    private void key(List<SqlColumn> columns, ResultSet rows, Consumer<String> sink) throws SQLException {
        List<Object> parts = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).read(rows);
            if (value == null) {
                return;
            }
            var type = pipeline.extraction().columns().get(pipeline.key().get(i));
            parts.add(type == null ? value : KeyPart.of(type, value).orElse(value));
        }
        sink.accept(RecordKey.of(parts).text());
    }
}
