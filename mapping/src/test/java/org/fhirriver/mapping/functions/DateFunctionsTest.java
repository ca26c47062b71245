package org.fhirriver.mapping.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DateFunctionsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "parseDate('31/01/2020', 'dd/MM/yyyy')|2020-01-31",
                "parseDate(' 1.2.2020 ', 'd.M.yyyy')|2020-02-01",
                "parseDate('01-JAN-2020', 'dd-MMM-yyyy')|2020-01-01",
                "parseDate('3. März 2020', 'd. MMMM yyyy', 'de')|2020-03-03",
                "parseDate(20200131, 'yyyyMMdd')|2020-01-31",
                "parseDate('01/2020', 'MM/yyyy')|2020-01",
                "parseDate('1999', 'yyyy')|1999",
                "parseDate('2020-01-31 14:05', 'yyyy-MM-dd HH:mm')|2020-01-31",
                "parseDate(nothing, 'dd/MM/yyyy')|``",
                "parseDate(' ', 'dd/MM/yyyy')|``",
                "parseDateTime('31.01.2020 14:05', 'dd.MM.yyyy HH:mm')|2020-01-31T14:05+01:00",
                "parseDateTime('31.07.2020 14:05:09', 'dd.MM.yyyy HH:mm:ss')|2020-07-31T14:05:09+02:00",
                "parseDateTime('7/4/2020 2:05 PM', 'M/d/yyyy h:mm a', 'America/New_York')|2020-07-04T14:05-04:00",
                "parseDateTime('7/4/2020 2:05 pm', 'M/d/yyyy h:mm a', zone)|2020-07-04T14:05-07:00",
                "parseDateTime('20200131140509+0530', 'yyyyMMddHHmmssXX')|2020-01-31T14:05:09+05:30",
                "parseDateTime('2020-10-25 02:30', 'yyyy-MM-dd HH:mm')|2020-10-25T02:30+02:00",
                "parseDateTime('2020-01-31 00:00:00', 'yyyy-MM-dd HH:mm:ss')|2020-01-31T00:00:00+01:00",
                "parseTime('1405', 'HHmm')|14:05",
                "parseTime('2:05:09 PM', 'h:mm:ss a')|14:05:09",
                "atZone('2020-07-04T14:05:00', 'America/New_York')|2020-07-04T14:05:00-04:00",
                "atZone('2020-07-04 14:05:00.5', 'UTC')|2020-07-04T14:05:00.500Z",
                "atZone('2020-07-04T14:05:00Z', 'America/New_York')|2020-07-04T10:05:00-04:00",
                "atZone('2020-07-04', 'America/New_York')|2020-07-04",
                "fromEpoch(0)|1970-01-01T01:00:00+01:00",
                "fromEpoch('1580472000123', 'ms')|2020-01-31T13:00:00.123+01:00",
                "fromEpoch(-1, 's')|1970-01-01T00:59:59+01:00",
                "parseDate('31/01/2020', 'dd/MM/yyyy') > @2019|true",
                "now().toString().startsWith('2024-03-01T13:00')|true",
            })
    void readsDatesAndTimes(String expression, String expected) {
        assertThat(new FunctionBench(folder).run(expression, Map.of("zone", "America/Los_Angeles")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "parseDate('x', 'dd/mm/yyyy')|1:16: m is minutes: a month is MM, as in dd/MM/yyyy",
                "parseDate('x', 'YYYY-MM-dd')|1:16: Y, w, W, e and c count weeks: a year is yyyy, a month MM, a day dd",
                "parseDate('x', 'yyyy-MM-DD')|1:16: D is the day of the year: a day of the month is dd",
                "parseDate('x', 'dd.MM.yy')|1:16: two digits of a year do not tell the century: the year is yyyy",
                "parseDate('x', 'dd.MM')|1:16: a date has a year: yyyy",
                "parseDate('x', pattern)|1:16: The pattern is written out in quotes",
                "parseDate('x', 'yyyy[')|compiled: ",
                "parseDate('x', 'yyyy-bb')|1:16: The pattern 'yyyy-bb' is wrong: Unknown pattern letter: b",
                "parseDate('x', 'MMMM yyyy', 'xx-YY')|1:29: There is no language 'xx-YY': 'de' or 'en-GB' are two",
                "parseDateTime('x', 'yyyy-MM-dd')|1:20: a time has hours (HH) and minutes (mm); for a date alone there is parseDate()",
                "parseDateTime('x', 'yyyy-MM-dd hh:mm')|1:20: h counts the hours to twelve, and nothing tells morning from evening: HH is an hour",
                "parseDateTime('x', 'yyyy-MM-dd HH:mm', 'Europe/Berln')|1:40: There is no time zone 'Europe/Berln'; did you mean 'Europe/Berlin'?",
                "parseDateTime('x', 'yyyy-MM-dd HH:mmX', 'UTC')|1:41: The pattern reads an offset already",
                "parseTime('x', 'dd HH:mm')|1:16: a time has no year, month or day: HH:mm, minutes are mm",
                "fromEpoch(1, 'days')|1:14: The unit is 's', 'ms' or 'us', not 'days'",
                "parseDate('x')|1:1: parseDate() takes 2 to 3 arguments, not 1",
            })
    void findsMistakesBeforeARecordFlows(String expression, String problem) {
        if (problem.startsWith("compiled")) {
            assertThat(new FunctionBench(folder).mistake(expression)).contains("does not match");
            return;
        }
        assertThat(new FunctionBench(folder).mistake(expression)).isEqualTo(problem);
    }

    @Test
    void saysWhyATextIsNoDate() {
        FunctionBench bench = new FunctionBench(folder);
        Map<String, Object> record =
                Map.of("a", "30.02.2020", "b", "2020-03-29 02:30", "c", "abc", "n", 99999999999999L);

        assertThat(bench.failure("parseDate(a, 'dd.MM.yyyy')", record))
                .isEqualTo("The text does not match 'dd.MM.yyyy', or there is no such day or time");
        assertThat(bench.failure("parseDateTime(b, 'yyyy-MM-dd HH:mm')", record))
                .isEqualTo("The local time does not exist in Europe/Berlin: clocks were put forward over it");
        assertThat(bench.failure("atZone(c, 'UTC')", record)).isEqualTo("atZone() is for a date and time");
        assertThat(bench.failure("atZone('2020-01-01T10:00:00', c)", record))
                .isEqualTo("The time zone is none of the IANA database");
        assertThat(bench.failure("fromEpoch(c)", record)).isEqualTo("fromEpoch() is for a number");
        assertThat(bench.failure("fromEpoch(n)", record))
                .isEqualTo("The number of fromEpoch() is beyond the year 9999; is the unit right?");
    }
}
