package org.fhirriver.connect.jdbc.reading;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.function.Supplier;
import org.fhirriver.connect.jdbc.resume.Position;
import org.fhirriver.connect.jdbc.rows.RowReader;

/**
 * By the time of a row's last change.
 *
 * @param time its columns
 */
record TimeOrder(TimeColumns time) implements Order {

    @Override
    public String sql() {
        return time.sql();
    }

    @Override
    public Condition behind(Position position, Instant end) {
        Condition before = time.before(end);
        return position.hasTimestamp()
                ? time.compared(">", position.timestamp()).and(before)
                : before;
    }

    @Override
    public Condition between(Position from, Position to) {
        Condition upTo = time.compared("<=", to.timestamp());
        return from.hasTimestamp() ? time.compared(">=", from.timestamp()).and(upTo) : upTo;
    }

    @Override
    public Supplier<Position> positions(RowReader reader) {
        Supplier<LocalDateTime> values = time.values(reader);
        return () -> Position.ofTimestamp(values.get());
    }

    @Override
    public boolean hasTies() {
        return true;
    }
}
