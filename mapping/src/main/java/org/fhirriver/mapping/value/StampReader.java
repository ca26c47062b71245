package org.fhirriver.mapping.value;

/** Reads a {@link Stamp} from its text. */
final class StampReader {

    private static final int MOST_NANOS = 9;

    private final String text;
    private int at;

    StampReader(String text) {
        this.text = text.strip();
    }

    /** A date, and a time where there is one. */
    boolean read(Stamp stamp) {
        if (!date(stamp)) {
            return false;
        }
        if (at == text.length()) {
            return true;
        }
        char separator = text.charAt(at++);
        boolean day = stamp.day > 0 && (separator == 'T' || separator == 't' || separator == ' ');
        return day && time(stamp) && offset(stamp) && at == text.length();
    }

    /** A time of day alone. */
    boolean readTime(Stamp stamp) {
        return time(stamp) && at == text.length();
    }

    private boolean date(Stamp stamp) {
        stamp.year = number(4);
        if (stamp.year < 1) {
            return false;
        }
        if (!skip('-')) {
            return at == text.length();
        }
        stamp.month = number(2);
        if (stamp.month < 1 || stamp.month > 12) {
            return false;
        }
        if (!skip('-')) {
            return at == text.length();
        }
        stamp.day = number(2);
        return stamp.day > 0 && stamp.isDay();
    }

    private boolean time(Stamp stamp) {
        stamp.hour = number(2);
        if (stamp.hour < 0 || stamp.hour > 23 || !skip(':')) {
            return false;
        }
        stamp.minute = number(2);
        if (stamp.minute < 0 || stamp.minute > 59) {
            return false;
        }
        if (!skip(':')) {
            return true;
        }
        stamp.second = number(2);
        boolean valid = stamp.second >= 0 && stamp.second <= 59;
        return valid && (!(skip('.') || skip(',')) || fraction(stamp));
    }

    private boolean fraction(Stamp stamp) {
        int digits = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (digits == MOST_NANOS) {
                return false;
            }
            stamp.nanos = stamp.nanos * 10 + text.charAt(at++) - '0';
            digits++;
        }
        stamp.fractionDigits = digits;
        for (int i = digits; i < MOST_NANOS; i++) {
            stamp.nanos *= 10;
        }
        return digits > 0;
    }

    private boolean offset(Stamp stamp) {
        if (at == text.length()) {
            return true;
        }
        skip(' ');
        if (skip('Z') || skip('z') || skipUtc()) {
            stamp.offset = 0;
            return true;
        }
        int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
        int hours = number(2);
        if (sign == 0 || hours < 0 || hours > 14) {
            return false;
        }
        int minutes = 0;
        if (at < text.length()) {
            skip(':');
            minutes = number(2);
        }
        stamp.offset = sign * (hours * 60 + minutes);
        return minutes >= 0 && minutes <= 59 && hours * 60 + minutes <= 14 * 60;
    }

    private boolean skipUtc() {
        if (text.regionMatches(true, at, "UTC", 0, 3)) {
            at += 3;
            return true;
        }
        return false;
    }

    private boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** The number of so many digits that comes next; -1 when there is none. */
    private int number(int digits) {
        int end = at + digits;
        if (end > text.length()) {
            return -1;
        }
        int value = 0;
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
