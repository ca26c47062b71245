package org.fhirriver.mapping.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problems;

/**
 * A query for the keys that changed rows lead to. {@code IN (:column)} in it stands for the values that a column has in
 * these rows.
 *
 * @param texts the query's text between the columns; one more than there are columns
 * @param columns the columns in the order of their places; one may have several places
 */
public record KeysQuery(List<String> texts, List<String> columns) {

    private static final Pattern PLACE = Pattern.compile(":([A-Za-z_][A-Za-z0-9_$]*)");
    private static final Pattern IN_BEFORE = Pattern.compile("(?i)\\bin\\s*\\(\\s*$");
    private static final Pattern CLOSED_AFTER = Pattern.compile("^\\s*\\)");
    /** What has no places in it: texts, quoted names, comments, and casts of PostgreSQL. */
    private static final Pattern SKIPPED =
            Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/|::", Pattern.DOTALL);

    public KeysQuery {
        texts = List.copyOf(texts);
        columns = List.copyOf(columns);
    }

    /** The columns of the changed table that the query needs. */
    public Set<String> columnNames() {
        return new LinkedHashSet<>(columns);
    }

    /**
     * The query with something else in the place of its columns.
     *
     * @param place what stands for a column, as {@code ?, ?, ?}
     */
    public String sql(UnaryOperator<String> place) {
        StringBuilder sql = new StringBuilder(texts.get(0));
        for (int i = 0; i < columns.size(); i++) {
            sql.append(place.apply(columns.get(i))).append(texts.get(i + 1));
        }
        return sql.toString();
    }

    /** Reads a query as it stands in a file and notes what is wrong with the places of its columns. */
    static KeysQuery read(LocatedScalar file, Problems problems) {
        String sql = file.text().stripTrailing();
        List<String> texts = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        Matcher place = PLACE.matcher(sql);
        Matcher skipped = SKIPPED.matcher(sql);
        int from = 0;
        int at = 0;
        while (at < sql.length()) {
            if (skipped.region(at, sql.length()).lookingAt()) {
                at = skipped.end();
            } else if (place.region(at, sql.length()).lookingAt()) {
                if (!isInList(sql, place.start(), place.end())) {
                    problems.add(
                            file.at(at),
                            "'" + place.group() + "' stands for the values of many rows: write IN (" + place.group()
                                    + ")");
                }
                texts.add(sql.substring(from, at));
                columns.add(place.group(1));
                from = place.end();
                at = from;
            } else {
                at++;
            }
        }
        texts.add(sql.substring(from));
        if (columns.isEmpty()) {
            problems.add(
                    file.position(),
                    "the query names no column of the changed rows, as in … WHERE o.concept_id IN (:concept_id)");
        }
        return new KeysQuery(texts, columns);
    }

    private static boolean isInList(String sql, int start, int end) {
        return IN_BEFORE.matcher(sql.substring(0, start)).find()
                && CLOSED_AFTER.matcher(sql.substring(end)).find();
    }
}
