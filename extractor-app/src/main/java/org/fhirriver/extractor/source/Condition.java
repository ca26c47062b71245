package org.fhirriver.extractor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition of a WHERE clause; whatever came from outside is a parameter of it.
 *
 * @param sql the condition with question marks
 * @param parameters what stands for the question marks, in their order
 */
record Condition(String sql, List<Parameter> parameters) {

    Condition {
        parameters = List.copyOf(parameters);
    }

    static Condition of(String sql, Parameter... parameters) {
        return new Condition(sql, List.of(parameters));
    }

    static Condition all(List<Condition> conditions) {
        return joined(conditions, " AND ");
    }

    static Condition any(List<Condition> conditions) {
        return joined(conditions, " OR ");
    }

    private static Condition joined(List<Condition> conditions, String operator) {
        List<Parameter> parameters = new ArrayList<>();
        conditions.forEach(condition -> parameters.addAll(condition.parameters));
        String sql =
                conditions.stream().map(condition -> "(" + condition.sql + ")").collect(Collectors.joining(operator));
        return new Condition(sql, parameters);
    }
}
