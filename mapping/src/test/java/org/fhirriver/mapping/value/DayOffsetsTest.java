package org.fhirriver.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DayOffsetsTest {

    /** Clocks are changed at midnight in São Paulo, by half an hour on Lord Howe; Apia left out a whole day. */
    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "UTC"})
    void tellsTheOffsetOfEveryTimeOfADayOrThatClocksChange(String name) {
        ZoneId zone = ZoneId.of(name);
        DayOffsets days = new DayOffsets(zone);
        int whole = 0;
        for (LocalDate day = LocalDate.of(2009, 1, 1); day.getYear() < 2019; day = day.plusDays(1)) {
            int seconds = days.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            whole += seconds == DayOffsets.CHANGES ? 0 : 1;
            for (LocalDateTime time = day.atStartOfDay();
                    seconds != DayOffsets.CHANGES && time.toLocalDate().equals(day);
                    time = time.plusMinutes(15)) {
                List<ZoneOffset> valid = zone.getRules().getValidOffsets(time);
                assertThat(valid).isNotEmpty();
                assertThat(seconds).isEqualTo(valid.get(0).getTotalSeconds());
            }
        }
        assertThat(whole).isGreaterThan(3_600);
    }

    @ParameterizedTest
    @ValueSource(ints = {1700, 1880, 2023, 9999})
    void keepsDaysOfOneSlotApart(int year) {
        ZoneId zone = ZoneId.of("America/New_York");
        DayOffsets days = new DayOffsets(zone);

        for (int turn = 0; turn < 2; turn++) {
            for (int month : new int[] {1, 7}) {
                int expected = zone.getRules()
                        .getOffset(LocalDateTime.of(year, month, 4, 12, 0))
                        .getTotalSeconds();
                assertThat(days.of(year, month, 4)).isEqualTo(expected);
            }
        }
    }
}
