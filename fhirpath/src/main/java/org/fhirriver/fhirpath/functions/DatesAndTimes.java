package org.fhirriver.fhirpath.functions;

import java.math.BigDecimal;
import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Precision;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** The present time, and the parts of dates and times. */
final class DatesAndTimes {

    static final List<Function> FUNCTIONS = List.of(
            new Function("now", 0, 0, site -> (evaluation, self) -> evaluation.now()),
            new Function(
                    "today",
                    0,
                    0,
                    site -> (evaluation, self) -> evaluation.now().toDate()),
            new Function(
                    "timeOfDay",
                    0,
                    0,
                    site -> (evaluation, self) -> evaluation.now().toTime()),
            part("yearOf", Precision.YEAR, Temporal::year),
            part("monthOf", Precision.MONTH, Temporal::month),
            part("dayOf", Precision.DAY, Temporal::day),
            part("hourOf", Precision.HOUR, Temporal::hour),
            part("minuteOf", Precision.MINUTE, Temporal::minute),
            part("secondOf", Precision.SECOND, Temporal::second),
            part("year", Precision.YEAR, Temporal::year),
            part("month", Precision.MONTH, Temporal::month),
            part("day", Precision.DAY, Temporal::day),
            part("hour", Precision.HOUR, Temporal::hour),
            part("minute", Precision.MINUTE, Temporal::minute),
            part("second", Precision.SECOND, Temporal::second),
            function("millisecondOf", DatesAndTimes::millisecond),
            function("millisecond", DatesAndTimes::millisecond),
            function("timezoneOffsetOf", DatesAndTimes::offset),
            function("timezoneOffset", DatesAndTimes::offset),
            function("dateOf", DatesAndTimes::date),
            function("date", DatesAndTimes::date),
            function("timeOf", DatesAndTimes::time),
            function("time", DatesAndTimes::time));

    private DatesAndTimes() {}

    private interface Part {
        int of(Temporal value);
    }

    private interface TemporalFunction {
        @Nullable Object apply(Temporal value);
    }

    private static Function part(String name, Precision precision, Part part) {
        return function(name, value -> value.has(precision) ? part.of(value) : null);
    }

    private static Function function(String name, TemporalFunction function) {
        return new Function(name, 0, 0, site -> code(site, function));
    }

    private static Code code(CallSite site, TemporalFunction function) {
        return site.ofItem((evaluation, self, item) -> {
            Object value = Items.value(item);
            if (value instanceof String text) {
                Temporal date = Conversions.toDate(text);
                Temporal dateTime = date == null ? Conversions.toDateTime(text) : date;
                value = dateTime == null ? Conversions.toTime(text) : dateTime;
            }
            if (value instanceof Temporal temporal) {
                return function.apply(temporal);
            }
            throw new ValueProblem(site.name() + "() is for dates and times");
        });
    }

    private static @Nullable Object millisecond(Temporal value) {
        return value.fractionDigits() > 0 ? value.nanos() / 1_000_000 : null;
    }

    private static @Nullable Object offset(Temporal value) {
        if (!value.hasOffset()) {
            return null;
        }
        BigDecimal hours = new BigDecimal(value.offsetMinutes()).divide(new BigDecimal(60), Numbers.ROUNDED);
        return hours.scale() < 1 ? hours.setScale(1) : hours;
    }

    private static @Nullable Object date(Temporal value) {
        return value.kind() == Temporal.Kind.TIME ? null : value.toDate();
    }

    private static @Nullable Object time(Temporal value) {
        return value.has(Precision.HOUR) ? value.toTime() : null;
    }
}
