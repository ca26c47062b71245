package org.fhirriver.connect.jdbc.reading;

import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.fhirriver.connect.jdbc.resume.Position;
import org.fhirriver.connect.jdbc.rows.RowReader;

/**
 * By a number that grows with every new row.
 *
 * @param id the number's column
 */
record IdOrder(IdColumn id) implements Order {

    @Override
    public String sql() {
        return id.sql();
    }

    @Override
    public Condition behind(Position position, Instant end) {
        return position.hasId() ? id.after(position.id()) : Condition.of(id.sql() + " IS NOT NULL");
    }

    @Override
    public Condition between(Position from, Position to) {
        return from.hasId() ? id.after(from.id()).and(id.upTo(to.id())) : id.upTo(to.id());
    }

    @Override
    public Supplier<Position> positions(RowReader reader) {
        LongSupplier values = id.values(reader);
        return () -> Position.ofId(values.getAsLong());
    }

    @Override
    public boolean hasTies() {
        return false;
    }
}
