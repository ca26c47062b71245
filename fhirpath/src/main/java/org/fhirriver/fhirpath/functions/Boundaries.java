package org.fhirriver.fhirpath.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Quantities;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.fhirpath.value.TemporalBounds;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.fhirpath.value.Wrapped;
import org.jspecify.annotations.Nullable;

/** The least and the greatest value that a value of limited precision may stand for. */
final class Boundaries {

    static final List<Function> FUNCTIONS = List.of(
            new Function("lowBoundary", 0, 1, site -> boundary(site, false)),
            new Function("highBoundary", 0, 1, site -> boundary(site, true)),
            new Function("precision", 0, 0, Boundaries::precision));

    private static final int DECIMAL_DIGITS = 8;
    private static final int MOST_DECIMAL_DIGITS = 28;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Boundaries() {}

    private static Code boundary(CallSite site, boolean isHigh) {
        CallSite.IntegerArgument argument = site.count() == 0 ? null : site.integer(0);
        return site.ofItem((evaluation, self, item) -> {
            Integer digits = argument == null ? null : argument.get(evaluation, self);
            Object value = Items.value(item);
            if (value instanceof Temporal temporal) {
                return isHigh ? TemporalBounds.high(temporal, digits) : TemporalBounds.low(temporal, digits);
            }
            if (value instanceof Number number) {
                return ofDecimal(Numbers.decimal(number), digits, isHigh);
            }
            Quantity quantity = value instanceof Quantity || value instanceof Wrapped ? Quantities.of(value) : null;
            if (quantity == null) {
                throw new ValueProblem(site.name() + "() is for numbers, quantities, dates and times, not for "
                        + Conversions.typeName(item));
            }
            BigDecimal bound = ofDecimal(quantity.value(), digits, isHigh);
            return bound == null ? null : quantity.withValue(bound);
        });
    }

    /** Away from zero the boundary is rounded, towards zero it is cut off. */
    private static @Nullable BigDecimal ofDecimal(BigDecimal value, @Nullable Integer digits, boolean isHigh) {
        int scale = digits == null ? DECIMAL_DIGITS : digits;
        if (scale < 0 || scale > MOST_DECIMAL_DIGITS) {
            return null;
        }
        BigDecimal half = HALF.movePointLeft(Math.max(value.scale(), 0));
        BigDecimal bound = isHigh ? value.add(half) : value.subtract(half);
        boolean isOutward = isHigh == value.signum() >= 0 || value.signum() == 0;
        return bound.setScale(scale, isOutward ? RoundingMode.HALF_UP : RoundingMode.DOWN);
    }

    private static Code precision(CallSite site) {
        return site.ofItem((evaluation, self, item) -> {
            Object value = Items.value(item);
            if (value instanceof Temporal temporal) {
                return TemporalBounds.digits(temporal);
            }
            if (value instanceof Number number) {
                return Math.max(Numbers.decimal(number).scale(), 0);
            }
            throw new ValueProblem(
                    "precision() is for numbers, dates and times, not for " + Conversions.typeName(item));
        });
    }
}
