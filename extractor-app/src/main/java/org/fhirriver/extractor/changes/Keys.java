package org.fhirriver.extractor.changes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.record.ChangeEvent;
import org.fhirriver.mapping.record.RowImage;
import org.fhirriver.mapping.record.RowImage.State;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/** Reads keys, and values that lead to keys, from the rows of a change event, before and after the change. */
final class Keys {

    private final ChangeEvent event;

    Keys(ChangeEvent event) {
        this.event = event;
    }

    /** A row of which it cannot be told which key it touches; the message names the column, never the value. */
    static final class UnknownKeyException extends Exception {

        private static final long serialVersionUID = 1L;

        UnknownKeyException(String message) {
            super(message, null, false, false);
        }
    }

    /** The keys that stand in columns of the row; a row with a null in them touches nothing. */
    Set<String> of(Pipeline pipeline, List<String> columns) throws UnknownKeyException {
        Set<String> keys = new LinkedHashSet<>();
        for (RowImage image : images()) {
            List<Object> parts = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                ColumnType type =
                        pipeline.extraction().columns().get(pipeline.key().get(i));
                value(image, columns.get(i), type).ifPresent(parts::add);
            }
            if (parts.size() == columns.size()) {
                keys.add(RecordKey.of(parts).text());
            }
        }
        return keys;
    }

    /** What a column has before and after the change. */
    List<Object> values(String column) throws UnknownKeyException {
        Set<Object> values = new LinkedHashSet<>();
        for (RowImage image : images()) {
            value(image, column, null).ifPresent(values::add);
        }
        return List.copyOf(values);
    }

    private List<RowImage> images() {
        List<RowImage> images = new ArrayList<>();
        event.before().ifPresent(images::add);
        event.after().ifPresent(images::add);
        return images;
    }

    private Optional<Object> value(RowImage image, String column, @Nullable ColumnType type)
            throws UnknownKeyException {
        RowImage.Cell cell = image.cell(column, type);
        if (cell.state() == State.UNAVAILABLE) {
            // What the log leaves out has not changed, so the other image may have it.
            return otherImage(image, column, type);
        }
        if (cell.state() == State.UNREADABLE) {
            throw new UnknownKeyException("The column '%s' %s".formatted(column, cell.reason()));
        }
        if (cell.state() == State.ABSENT) {
            throw new UnknownKeyException("The table '%s' has no column '%s', which touched-by or the key names"
                    .formatted(event.source().table(), column));
        }
        Object value = cell.value();
        if (value instanceof List || value instanceof java.util.Map) {
            throw new UnknownKeyException("The column '%s' holds a structure, which is no key".formatted(column));
        }
        return Optional.ofNullable(value);
    }

    private Optional<Object> otherImage(RowImage incomplete, String column, @Nullable ColumnType type)
            throws UnknownKeyException {
        for (RowImage image : images()) {
            RowImage.Cell cell = image.cell(column, type);
            if (image != incomplete && (cell.state() == State.VALUE || cell.state() == State.NULL)) {
                return Optional.ofNullable(cell.value());
            }
        }
        throw new UnknownKeyException(
                "The log does not have the value of the column '%s': set REPLICA IDENTITY FULL for its table"
                        .formatted(column));
    }
}
