package org.fhirriver.fhirpath.value;

import java.time.YearMonth;
import java.util.Optional;
import org.fhirriver.fhirpath.value.Temporal.Kind;
import org.fhirriver.fhirpath.value.Temporal.Parts;

/** Reads and writes dates and times in the form of ISO 8601 that FHIRPath allows. */
public final class TemporalText {

    private static final int[] POWERS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private final String text;
    private int at;

    private TemporalText(String text) {
        this.text = text;
    }

    static Optional<Temporal> read(String text, Kind kind) {
        TemporalText reader = new TemporalText(text);
        Parts parts = new Parts(kind);
        boolean read = kind == Kind.TIME ? reader.time(parts) : reader.date(parts);
        if (read && kind == Kind.DATE_TIME) {
            read = reader.rest(parts);
        }
        return read && reader.at == text.length() ? Optional.of(parts.build()) : Optional.empty();
    }

    /** The value that a literal means, without its leading {@code @}: a Date, a DateTime after a T, a Time before one. */
    public static Optional<Temporal> literal(String text) {
        if (text.startsWith("T")) {
            return read(text.substring(1), Kind.TIME);
        }
        return read(text, text.indexOf('T') < 0 ? Kind.DATE : Kind.DATE_TIME);
    }

    private boolean rest(Parts parts) {
        if (!skip('T')) {
            return true;
        }
        if (at == text.length()) {
            return true;
        }
        return parts.precision == Precision.DAY && time(parts) && offset(parts);
    }

    private boolean date(Parts parts) {
        parts.year = number(4);
        if (parts.year < 1) {
            return false;
        }
        if (!skip('-')) {
            return true;
        }
        parts.precision = Precision.MONTH;
        parts.month = number(2);
        if (parts.month < 1 || parts.month > 12) {
            return false;
        }
        if (!skip('-')) {
            return true;
        }
        parts.precision = Precision.DAY;
        parts.day = number(2);
        return parts.day >= 1
                && (parts.day <= 28
                        || parts.day <= YearMonth.of(parts.year, parts.month).lengthOfMonth());
    }

    private boolean time(Parts parts) {
        parts.precision = Precision.HOUR;
        parts.hour = number(2);
        if (parts.hour < 0 || parts.hour > 23) {
            return false;
        }
        if (!skip(':')) {
            return true;
        }
        parts.precision = Precision.MINUTE;
        parts.minute = number(2);
        if (parts.minute < 0 || parts.minute > 59) {
            return false;
        }
        if (!skip(':')) {
            return true;
        }
        parts.precision = Precision.SECOND;
        parts.second = number(2);
        return parts.second >= 0 && parts.second <= 59 && (!skip('.') || fraction(parts));
    }

    private boolean fraction(Parts parts) {
        int start = at;
        int value = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (at - start < 9) {
                value = value * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        parts.fractionDigits = Math.min(at - start, 9);
        parts.nanos = value * POWERS[parts.fractionDigits];
        return at > start;
    }

    private boolean offset(Parts parts) {
        if (at == text.length()) {
            return true;
        }
        char sign = text.charAt(at++);
        if (sign == 'Z') {
            parts.offsetMinutes = 0;
            return true;
        }
        if (sign != '+' && sign != '-') {
            return false;
        }
        int hours = number(2);
        if (hours < 0 || hours > 14 || !skip(':')) {
            return false;
        }
        int minutes = number(2);
        int offset = hours * 60 + minutes;
        parts.offsetMinutes = sign == '-' ? -offset : offset;
        return minutes >= 0 && minutes <= 59 && offset <= 14 * 60;
    }

    private boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** The number that so many digits make; negative when they are not all digits. */
    private int number(int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int end = at + digits; at < end; at++) {
            char digit = text.charAt(at);
            if (!isDigit(digit)) {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static String write(Temporal value) {
        StringBuilder text = new StringBuilder(32);
        if (value.kind() != Kind.TIME) {
            pad(text, value.year(), 4);
            if (value.has(Precision.MONTH)) {
                pad(text.append('-'), value.month(), 2);
            }
            if (value.has(Precision.DAY)) {
                pad(text.append('-'), value.day(), 2);
            }
        }
        if (value.has(Precision.HOUR)) {
            writeTime(value, value.kind() == Kind.TIME ? text : text.append('T'));
        }
        return text.toString();
    }

    private static void writeTime(Temporal value, StringBuilder text) {
        pad(text, value.hour(), 2);
        if (value.has(Precision.MINUTE)) {
            pad(text.append(':'), value.minute(), 2);
        }
        if (value.has(Precision.SECOND)) {
            pad(text.append(':'), value.second(), 2);
            if (value.fractionDigits() > 0) {
                pad(text.append('.'), value.nanos() / POWERS[value.fractionDigits()], value.fractionDigits());
            }
        }
        if (value.hasOffset()) {
            int offset = value.offsetMinutes();
            if (offset == 0) {
                text.append('Z');
            } else {
                pad(text.append(offset < 0 ? '-' : '+'), Math.abs(offset) / 60, 2);
                pad(text.append(':'), Math.abs(offset) % 60, 2);
            }
        }
    }

    private static void pad(StringBuilder text, int number, int digits) {
        String plain = Integer.toString(number);
        for (int i = plain.length(); i < digits; i++) {
            text.append('0');
        }
        text.append(plain);
    }
}
