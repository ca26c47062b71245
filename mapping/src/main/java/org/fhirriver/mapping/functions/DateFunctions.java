package org.fhirriver.mapping.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Precision;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.mapping.functions.DatePattern.Kind;
import org.fhirriver.messages.DidYouMean;

/** Dates and times from texts and numbers as sources write them. */
final class DateFunctions {

    private static final BigDecimal SECONDS_OF_YEAR_10000 = new BigDecimal("253402300800");

    private DateFunctions() {}

    static List<CustomFunction> all() {
        return List.of(
                new Definition("parseDate", 2, 3, DateFunctions::parseDate),
                new Definition("parseDateTime", 2, 3, DateFunctions::parseDateTime),
                new Definition("parseTime", 2, 2, DateFunctions::parseTime),
                new Definition("atZone", 2, 2, DateFunctions::atZone),
                new Definition("fromEpoch", 1, 2, DateFunctions::fromEpoch));
    }

    private static CustomFunction.Body parseDate(Call call) {
        DatePattern pattern = DatePattern.of(call, 1, Kind.DATE, language(call, 2));
        String mismatch = mismatch(call);
        return (evaluation, input, arguments) -> {
            String text = Texts.notBlank(arguments[0], "The text of parseDate()");
            return text == null ? null : date(read(pattern, text, mismatch), pattern);
        };
    }

    private static CustomFunction.Body parseDateTime(Call call) {
        DatePattern pattern = DatePattern.of(call, 1, Kind.DATE_TIME, Locale.ENGLISH);
        Optional<ZoneId> literal = zone(call, 2);
        if (pattern.hasZone() && call.count() == 3) {
            throw call.problem(2, "The pattern reads an offset already");
        }
        String mismatch = mismatch(call);
        return (evaluation, input, arguments) -> {
            String text = Texts.notBlank(arguments[0], "The text of parseDateTime()");
            if (text == null) {
                return null;
            }
            TemporalAccessor parts = read(pattern, text, mismatch);
            if (pattern.hasZone()) {
                return dateTime(LocalDateTime.from(parts), ZoneOffset.from(parts), pattern);
            }
            ZoneId zone = literal.orElseGet(() -> arguments.length == 3 ? zone(arguments[2]) : evaluation.zone());
            LocalDateTime local = LocalDateTime.from(parts);
            return dateTime(local, LocalTimes.offset(local, zone), pattern);
        };
    }

    private static CustomFunction.Body parseTime(Call call) {
        DatePattern pattern = DatePattern.of(call, 1, Kind.TIME, Locale.ENGLISH);
        String mismatch = mismatch(call);
        return (evaluation, input, arguments) -> {
            String text = Texts.notBlank(arguments[0], "The text of parseTime()");
            return text == null
                    ? null
                    : Temporal.time(clock(LocalTime.from(read(pattern, text, mismatch)), pattern.has('s')))
                            .orElseThrow();
        };
    }

    private static CustomFunction.Body atZone(Call call) {
        Optional<ZoneId> literal = zone(call, 1);
        return (evaluation, input, arguments) -> {
            String text = Texts.notBlank(arguments[0], "The timestamp of atZone()");
            if (text == null) {
                return null;
            }
            Temporal timestamp = Temporal.dateTime(text.strip().replace(' ', 'T'))
                    .orElseThrow(() -> new ValueProblem("atZone() is for a date and time"));
            return timestamp.has(Precision.MINUTE)
                    ? at(timestamp, literal.orElseGet(() -> zone(arguments[1])))
                    : timestamp;
        };
    }

    private static CustomFunction.Body fromEpoch(Call call) {
        String unit = call.count() == 2 ? call.name(1, "The unit") : "s";
        int digits = switch (unit) {
            case "s" -> 0;
            case "ms" -> 3;
            case "us" -> 6;
            default -> throw call.problem(1, "The unit is 's', 'ms' or 'us', not '" + unit + "'");
        };
        return (evaluation, input, arguments) -> {
            String text = Texts.notBlank(arguments[0], "The number of fromEpoch()");
            return text == null ? null : moment(text, digits, evaluation.zone());
        };
    }

    private static Temporal moment(String text, int digits, ZoneId zone) {
        try {
            BigDecimal seconds = Numbers.checked(new BigDecimal(text.strip())).movePointLeft(digits);
            if (seconds.abs().compareTo(SECONDS_OF_YEAR_10000) < 0) {
                BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
                long nanos = seconds.subtract(whole).movePointRight(9).longValue();
                Instant instant = Instant.ofEpochSecond(whole.longValueExact(), nanos);
                LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
                return temporal(local, zone.getRules().getOffset(instant), true);
            }
        } catch (NumberFormatException e) {
            throw new ValueProblem("fromEpoch() is for a number");
        }
        throw new ValueProblem("The number of fromEpoch() is beyond the year 9999; is the unit right?");
    }

    /** A date in the precision of the pattern: a year, a month or a day. */
    private static Temporal date(TemporalAccessor parts, DatePattern pattern) {
        int year = parts.get(ChronoField.YEAR);
        if (year < 1 || year > 9999) {
            throw new ValueProblem("The year is not between 1 and 9999");
        }
        String text = pattern.has('d')
                ? LocalDate.from(parts).toString()
                : pattern.has('M') || pattern.has('L')
                        ? "%04d-%02d".formatted(year, parts.get(ChronoField.MONTH_OF_YEAR))
                        : "%04d".formatted(year);
        return Temporal.date(text).orElseThrow();
    }

    private static Temporal dateTime(LocalDateTime local, ZoneOffset offset, DatePattern pattern) {
        return temporal(local, offset, pattern.has('s'));
    }

    /** A timestamp as a zone's clocks show it. */
    private static Temporal at(Temporal timestamp, ZoneId zone) {
        LocalDateTime local = LocalDateTime.of(
                timestamp.year(),
                timestamp.month(),
                timestamp.day(),
                timestamp.hour(),
                timestamp.minute(),
                timestamp.second(),
                timestamp.nanos());
        boolean seconds = timestamp.has(Precision.SECOND);
        if (!timestamp.hasOffset()) {
            return temporal(local, LocalTimes.offset(local, zone), seconds);
        }
        Instant instant = local.toInstant(ZoneOffset.ofTotalSeconds(timestamp.offsetMinutes() * 60));
        return temporal(LocalDateTime.ofInstant(instant, zone), zone.getRules().getOffset(instant), seconds);
    }

    private static Temporal temporal(LocalDateTime local, ZoneOffset offset, boolean seconds) {
        // FHIR's offsets have no seconds, which some zones had before 1900.
        ZoneOffset whole = ZoneOffset.ofTotalSeconds(offset.getTotalSeconds() / 60 * 60);
        LocalDateTime shown = local.minusSeconds(offset.getTotalSeconds() % 60);
        String text = shown.toLocalDate() + "T" + clock(shown.toLocalTime(), seconds) + whole;
        return Temporal.dateTime(text).orElseThrow(() -> new ValueProblem("The year is not between 1 and 9999"));
    }

    private static String clock(LocalTime time, boolean seconds) {
        String text = time.toString();
        return seconds && text.length() == 5 ? text + ":00" : text;
    }

    private static TemporalAccessor read(DatePattern pattern, String text, String mismatch) {
        return pattern.parse(text).orElseThrow(() -> new ValueProblem(mismatch));
    }

    private static String mismatch(Call call) {
        return "The text does not match '" + call.name(1, "The pattern") + "', or there is no such day or time";
    }

    private static Locale language(Call call, int index) {
        if (call.count() <= index) {
            return Locale.ENGLISH;
        }
        String tag = call.name(index, "The language of month names");
        Locale locale = Locale.forLanguageTag(tag);
        if (!Arrays.asList(Locale.getAvailableLocales()).contains(locale) || tag.length() < 2) {
            throw call.problem(index, "There is no language '" + tag + "': 'de' or 'en-GB' are two");
        }
        return locale;
    }

    private static Optional<ZoneId> zone(Call call, int index) {
        return call.literal(index, String.class).map(name -> {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw call.problem(
                        index,
                        "There is no time zone '" + name + "'" + DidYouMean.hint(name, ZoneId.getAvailableZoneIds()));
            }
        });
    }

    private static ZoneId zone(@org.jspecify.annotations.Nullable Object argument) {
        String name = Texts.notBlank(argument, "The time zone");
        try {
            if (name != null) {
                return ZoneId.of(name.strip());
            }
        } catch (DateTimeException e) {
            throw new ValueProblem("The time zone is none of the IANA database");
        }
        throw new ValueProblem("The time zone is empty");
    }
}
