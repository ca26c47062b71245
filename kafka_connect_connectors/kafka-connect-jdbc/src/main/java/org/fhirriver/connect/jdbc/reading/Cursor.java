package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.rows.RowReader;
import org.fhirriver.connect.jdbc.settings.ValueSettings;

/** The rows of one SELECT, as they stream in. */
final class Cursor implements AutoCloseable {

    /** Fewer rows at a time cost more round trips than they save memory. */
    private static final int FETCH_SIZE = 1_000;

    private final PreparedStatement statement;
    private final RowReader rows;

    private Cursor(PreparedStatement statement, RowReader rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /** What is needed to read any row of a source. */
    record Context(Source source, Shape shape, ValueSettings values, Dialect dialect) {}

    /** Runs a SELECT that ends with a condition. */
    static Cursor open(Connection connection, Context context, String sql, Condition condition) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        try {
            statement.setFetchSize(FETCH_SIZE);
            condition.bind(statement);
            var rows = new RowReader(
                    context.source().toString(),
                    context.source().schemaName(),
                    statement.executeQuery(),
                    List.copyOf(context.shape().keyColumns()),
                    context.values(),
                    context.dialect());
            return new Cursor(statement, rows);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    RowReader rows() {
        return rows;
    }

    /** Moves to the next row and reads it, if there is one. */
    boolean next() throws SQLException {
        boolean there = rows.next();
        if (there) {
            rows.read();
        }
        return there;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
