package org.fhirriver.mapping.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CanonicalTimeTest {

    private static final DateTimeFormatter BY_THE_LIBRARY = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    @Test
    void writesAndReadsWhatTheLibraryWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-62_135_596_800L, 253_402_300_799L);
            int nanos = i % 3 == 0 ? random.nextInt(1_000_000_000) : 0;
            LocalDateTime time = LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
            String expected = BY_THE_LIBRARY.format(time);

            assertThat(CanonicalTime.text(time)).isEqualTo(expected);
            assertThat(CanonicalTime.text(OffsetDateTime.of(time, ZoneOffset.UTC)))
                    .isEqualTo(expected + "Z");
            assertThat(CanonicalTime.timestamp(expected)).contains(expected);
            assertThat(CanonicalTime.timestamp(expected.replace('T', ' '))).contains(expected);
        }
    }

    @Test
    void readsNoTimeThatIsNone() {
        for (String text : new String[] {
            "2020-01-01T24:00:00",
            "2020-01-01T12:60:00",
            "2020-01-01T12:00:60",
            "2020-02-30T12:00:00",
            "2020-13-01T12:00:00",
            "2020-01-01T1a:00:00",
            "2020-01-01T/0:00:00",
            "2020-01-01x12:00:00",
            "2020-01-01T12-00-00"
        }) {
            assertThat(CanonicalTime.timestamp(text)).as(text).isEqualTo(Optional.empty());
        }
        assertThat(CanonicalTime.timestamp("2020-02-29 23:59:59")).contains("2020-02-29T23:59:59");
        assertThat(CanonicalTime.timestamp("2020-01-31T00:30:00+01:00")).contains("2020-01-30T23:30:00Z");
    }
}
