package org.fhirriver.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of measuring.
 *
 * @param rows how fast, beside what it is measured against
 * @param bounds what else was measured, beside what it may be
 */
public record Results(List<Row> rows, List<Bound> bounds) {

    public Results {
        rows = List.copyOf(rows);
        bounds = List.copyOf(bounds);
    }

    /** Rates alone. */
    public static Results rates(List<Row> rows) {
        return new Results(rows, List.of());
    }

    /** These with others behind them. */
    public Results and(Results others) {
        List<Row> allRows = new ArrayList<>(rows);
        allRows.addAll(others.rows);
        List<Bound> allBounds = new ArrayList<>(bounds);
        allBounds.addAll(others.bounds);
        return new Results(allRows, allBounds);
    }
}
