package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number with a unit: a UCUM code, or a unit of the calendar.
 *
 * @param value the number
 * @param unit the code, or the calendar's word as it was written
 * @param calendar the unit of the calendar; null for a UCUM code
 */
public record Quantity(
        BigDecimal value, String unit, @Nullable CalendarUnit calendar) {

    /** A quantity in a UCUM unit; a calendar's word means the calendar's unit. */
    public static Quantity of(BigDecimal value, String unit) {
        return new Quantity(value, unit, CalendarUnit.ofWord(unit));
    }

    /** A number without a unit. */
    public static Quantity of(BigDecimal value) {
        return new Quantity(value, "1", null);
    }

    /** The same unit with another number. */
    public Quantity withValue(BigDecimal newValue) {
        return new Quantity(newValue, unit, calendar);
    }

    /** The UCUM code; of a calendar's unit, that of its definite counterpart. */
    public String code() {
        CalendarUnit word = calendar;
        return word == null ? unit : word.ucum();
    }

    /** As a literal: {@code 1 week}, {@code 1 'wk'}. */
    @Override
    public String toString() {
        return value.toPlainString() + ' ' + (calendar == null ? '\'' + unit + '\'' : unit);
    }
}
