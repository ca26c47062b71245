package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unit of the calendar, as in {@code 4 days}. */
public enum CalendarUnit {
    YEAR("year", "a", "31536000", Precision.YEAR),
    MONTH("month", "mo", "2592000", Precision.MONTH),
    WEEK("week", "wk", "604800", Precision.DAY),
    DAY("day", "d", "86400", Precision.DAY),
    HOUR("hour", "h", "3600", Precision.HOUR),
    MINUTE("minute", "min", "60", Precision.MINUTE),
    SECOND("second", "s", "1", Precision.SECOND),
    MILLISECOND("millisecond", "ms", "0.001", Precision.SECOND);

    private static final Map<String, CalendarUnit> WORDS = words();

    private final String word;
    private final String ucum;
    private final BigDecimal seconds;
    private final Precision precision;

    CalendarUnit(String word, String ucum, String seconds, Precision precision) {
        this.word = word;
        this.ucum = ucum;
        this.seconds = new BigDecimal(seconds);
        this.precision = precision;
    }

    private static Map<String, CalendarUnit> words() {
        Map<String, CalendarUnit> words = new java.util.HashMap<>();
        for (CalendarUnit unit : values()) {
            words.put(unit.word, unit);
            words.put(unit.word + "s", unit);
        }
        return Map.copyOf(words);
    }

    /** The unit that a word such as {@code year} or {@code years} means; null when it means none. */
    public static @Nullable CalendarUnit ofWord(String word) {
        return WORDS.get(word);
    }

    /** The unit whose definite counterpart has this code; null when there is none. */
    static @Nullable CalendarUnit ofUcum(String code) {
        for (CalendarUnit unit : values()) {
            if (unit.ucum.equals(code)) {
                return unit;
            }
        }
        return null;
    }

    /** The code of the definite duration that is about as long. */
    public String ucum() {
        return ucum;
    }

    BigDecimal seconds() {
        return seconds;
    }

    Precision precision() {
        return precision;
    }

    /** Whether a unit is as long as its definite counterpart, whatever the calendar says. */
    boolean isDefinite() {
        return this == SECOND || this == MILLISECOND;
    }

    /** Whether its length depends on the calendar even among calendar units. */
    boolean isMonthly() {
        return this == YEAR || this == MONTH;
    }
}
