package org.fhirriver.extractor.source;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.fhirriver.messages.RecordKey;

/**
 * A column of what is read, as the database describes it.
 *
 * @param label its name, in the database's own letters
 * @param kind what its values are
 */
record Column(String label, ColumnKind kind) {

    /**
     * A value of this column as a parameter of a statement.
     *
     * @param text the value in canonical text, as it stands in a record's key
     * @throws WrongTypeException when the text is no value of the column's type
     */
    Parameter parameter(String text) {
        return new Parameter(kind.parse(label, text), kind.jdbcType());
    }

    /** The same, or nothing when the text is no value of the column's type. */
    Optional<Parameter> parameterIfFits(String text) {
        try {
            return Optional.of(parameter(text));
        } catch (WrongTypeException e) {
            return Optional.empty();
        }
    }

    /**
     * A moment as a parameter that is compared with this column.
     *
     * @param zone what local times of the column are in
     */
    Parameter moment(Instant moment, ZoneId zone) {
        return switch (kind) {
            case TIMESTAMPTZ -> new Parameter(moment.atOffset(ZoneOffset.UTC), kind.jdbcType());
            case DATE -> new Parameter(moment.atZone(zone).toLocalDate(), kind.jdbcType());
            default -> new Parameter(moment.atZone(zone).toLocalDateTime(), Types.JAVA_OBJECT);
        };
    }

    /** The canonical form of a text that stands for a value of this column. */
    String canonical(String text) {
        Object value = kind.parse(label, text);
        return value instanceof Number || value instanceof Boolean
                ? RecordKey.canonical(value instanceof Float || value instanceof Double ? new BigDecimal(text) : value)
                : text;
    }
}
