package org.fhirriver.connect.jdbc.reading;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.fhirriver.connect.jdbc.resume.Position;
import org.fhirriver.connect.jdbc.rows.RowReader;

/**
 * By the time of a row's last change and, where that is the same, by a number that grows with every new row.
 *
 * @param time its columns
 * @param id the number's column
 */
record TimeAndIdOrder(TimeColumns time, IdColumn id) implements Order {

    @Override
    public String sql() {
        return time.sql() + ", " + id.sql();
    }

    @Override
    public Condition behind(Position position, Instant end) {
        Condition before = time.before(end);
        if (!position.hasTimestamp()) {
            return before;
        }
        if (!position.hasId()) {
            return time.compared(">", position.timestamp()).and(before);
        }
        // The first condition says nothing new, but lets an index of the timestamps be used.
        return time.compared(">=", position.timestamp())
                .and(either(time.compared(">", position.timestamp()), id.after(position.id())))
                .and(before);
    }

    @Override
    public Condition between(Position from, Position to) {
        Condition upTo = time.compared("<=", to.timestamp());
        if (to.hasId()) {
            upTo = upTo.and(either(time.compared("<", to.timestamp()), id.upTo(to.id())));
        }
        return from.hasTimestamp() ? time.compared(">=", from.timestamp()).and(upTo) : upTo;
    }

    private static Condition either(Condition one, Condition other) {
        var parameters = new ArrayList<>(one.parameters());
        parameters.addAll(other.parameters());
        return new Condition("(" + one.sql() + " OR " + other.sql() + ")", parameters);
    }

    @Override
    public Supplier<Position> positions(RowReader reader) {
        Supplier<LocalDateTime> times = time.values(reader);
        LongSupplier ids = id.values(reader);
        return () -> new Position(times.get(), ids.getAsLong());
    }

    @Override
    public boolean hasTies() {
        return false;
    }
}
