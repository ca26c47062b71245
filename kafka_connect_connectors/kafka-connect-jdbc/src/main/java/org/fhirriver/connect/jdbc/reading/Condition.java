package org.fhirriver.connect.jdbc.reading;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition in SQL with its parameters.
 *
 * @param sql with a question mark for each parameter
 */
record Condition(String sql, List<Parameter> parameters) {

    /** Binds its value to a place. */
    @FunctionalInterface
    interface Parameter {
        void bind(PreparedStatement statement, int place) throws SQLException;
    }

    Condition {
        parameters = List.copyOf(parameters);
    }

    static Condition of(String sql, Parameter... parameters) {
        return new Condition(sql, List.of(parameters));
    }

    Condition and(Condition other) {
        var both = new ArrayList<>(parameters);
        both.addAll(other.parameters);
        return new Condition(sql + " AND " + other.sql, both);
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).bind(statement, i + 1);
        }
    }
}
