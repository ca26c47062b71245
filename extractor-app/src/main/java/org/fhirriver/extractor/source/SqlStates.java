package org.fhirriver.extractor.source;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** What the codes of databases mean, in words of ours: their own messages may hold values of a record. */
final class SqlStates {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("42P01", "there is no such table"),
            Map.entry("42S02", "there is no such table"),
            Map.entry("42S04", "there is no such table"),
            Map.entry("42703", "there is no such column"),
            Map.entry("42S22", "there is no such column"),
            Map.entry("42702", "a column's name is ambiguous"),
            Map.entry("42601", "the SQL is not well formed"),
            Map.entry("42000", "the SQL is not well formed, or not permitted"),
            Map.entry("42001", "the SQL is not well formed"),
            Map.entry("42501", "the user may not read this"),
            Map.entry("42883", "no operator or function fits the types"),
            Map.entry("57014", "it took too long"),
            Map.entry("57P03", "it is starting up"),
            Map.entry("28P01", "the password is wrong"),
            Map.entry("28000", "the user may not connect"),
            Map.entry("3D000", "there is no such database"),
            Map.entry(
                    "S1009", "MySQL takes a password over TLS only; add ?sslMode=verify-full or trust to its address"),
            Map.entry("08001", "no connection"),
            Map.entry("08006", "the connection broke"),
            Map.entry("53300", "it has too many connections"));

    /** MySQL and MariaDB have one state for mistakes of many kinds. */
    private static final String MANY_THINGS = "42000";

    private static final Map<Integer, String> OF_MYSQL = Map.of(
            1044, "the user may not use this database",
            1049, "there is no such database",
            1064, "the SQL is not well formed",
            1142, "the user may not read this table",
            1143, "the user may not read this column");

    /** A table or a column that is not there, as PostgreSQL, MySQL and MariaDB, and others say it. */
    private static final Set<String> MISSING = Set.of("42P01", "42703", "42S02", "42S04", "42S22");

    private SqlStates() {}

    /** Whether the database lacks a table or a column. */
    static boolean isMissing(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && MISSING.contains(state);
    }

    /**
     * The end of a message about a failure.
     *
     * @param state its SQLState; empty when there is none
     * @param code the database's own code for it
     */
    static String hint(String state, int code) {
        if (state.isEmpty()) {
            return "";
        }
        String words = state.equals(MANY_THINGS) ? OF_MYSQL.getOrDefault(code, WORDS.get(state)) : WORDS.get(state);
        return words == null ? " (SQLState " + state + ")" : ": " + words + " (SQLState " + state + ")";
    }
}
