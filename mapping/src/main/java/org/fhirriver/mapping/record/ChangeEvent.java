package org.fhirriver.mapping.record;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a connector that reads a database's log tells of a row, in Debezium's envelope.
 *
 * @param before the row before the change, if the log has it
 * @param after the row after the change, if there is one
 */
public record ChangeEvent(Kind kind, Optional<RowImage> before, Optional<RowImage> after, Source source) {

    /** What happened. */
    public enum Kind {
        CREATE("c"),
        UPDATE("u"),
        DELETE("d"),
        /** The row was read as it stands, in a snapshot. */
        READ("r"),
        TRUNCATE("t"),
        /** A message that a program wrote to the log. */
        MESSAGE("m");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        static Optional<Kind> of(@Nullable Object code) {
            for (Kind kind : values()) {
                if (kind.code.equals(code)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Where it happened.
     *
     * @param connector the kind of database, as {@code postgresql}
     * @param database the database
     * @param schema the schema; empty where databases have none
     * @param transaction the transaction's number in PostgreSQL, of 32 bits; null for others and for snapshots
     * @param at when the database made the change, in milliseconds since 1970; 0 where that is not told
     * @param snapshot what Debezium says of a snapshot: {@code true}, {@code last}, …; empty for changes
     */
    public record Source(
            String connector,
            String database,
            String schema,
            String table,
            @Nullable Long transaction,
            long at,
            String snapshot) {

        /** Whether a pipeline's file means this table, with or without its schema, in any case. */
        public boolean isTable(String name) {
            return name.equalsIgnoreCase(table)
                    || name.equalsIgnoreCase(schema + "." + table)
                    || name.equalsIgnoreCase(database + "." + table)
                    || name.equalsIgnoreCase(database + "." + schema + "." + table);
        }
    }

    /**
     * What the schema of an envelope says of the columns of the rows in it.
     *
     * @param before of the row before the change
     * @param after of the row after the change
     */
    record Schemas(Map<String, Object> before, Map<String, Object> after) {

        private static final Schemas NONE = new Schemas(Map.of(), Map.of());

        static Schemas of(Map<?, ?> envelope) {
            Map<String, Object> parts = ConnectValue.fields(envelope);
            return new Schemas(columns(parts.get("before")), columns(parts.get("after")));
        }

        private static Map<String, Object> columns(@Nullable Object schema) {
            return schema instanceof Map<?, ?> struct ? ConnectValue.fields(struct) : Map.of();
        }
    }

    /** The event in an envelope, or nothing when the object is none. */
    static Optional<ChangeEvent> of(Map<String, ?> object) {
        boolean wrapped = object.get("payload") instanceof Map && object.containsKey("schema");
        Map<?, ?> payload = wrapped && object.get("payload") instanceof Map<?, ?> inner ? inner : object;
        return isEvent(payload)
                ? of(
                        payload,
                        wrapped && object.get("schema") instanceof Map<?, ?> schema ? Schemas.of(schema) : Schemas.NONE)
                : Optional.empty();
    }

    private static boolean isEvent(Map<?, ?> payload) {
        return payload.get("op") instanceof String
                && payload.get("source") instanceof Map<?, ?> source
                && source.containsKey("connector");
    }

    /** The event that an envelope's payload is, or nothing when it is none. */
    static Optional<ChangeEvent> of(Map<?, ?> payload, Schemas schemas) {
        if (!isEvent(payload) || !(payload.get("source") instanceof Map<?, ?> source)) {
            return Optional.empty();
        }
        return Kind.of(payload.get("op"))
                .map(kind -> new ChangeEvent(
                        kind,
                        image(payload.get("before"), schemas.before()),
                        image(payload.get("after"), schemas.after()),
                        source(source)));
    }

    private static Optional<RowImage> image(@Nullable Object columns, Map<String, Object> schemas) {
        return columns instanceof Map<?, ?> row ? Optional.of(new RowImage(row, schemas)) : Optional.empty();
    }

    private static Source source(Map<?, ?> source) {
        String connector = text(source, "connector");
        String snapshot = text(source, "snapshot");
        Long transaction = connector.equals("postgresql") && source.get("txId") instanceof Number number
                ? Long.valueOf(number.longValue())
                : null;
        return new Source(
                connector,
                text(source, "db"),
                text(source, "schema"),
                text(source, "table"),
                transaction,
                source.get("ts_ms") instanceof Number millis ? millis.longValue() : 0,
                snapshot.equals("false") ? "" : snapshot);
    }

    private static String text(Map<?, ?> source, String name) {
        Object value = source.get(name);
        return value == null ? "" : value.toString();
    }
}
