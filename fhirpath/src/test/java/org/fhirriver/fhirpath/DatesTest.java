package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.fhirpath.Records.failure;
import static org.fhirriver.fhirpath.Records.result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "@2012 = @2012, true",
                "@2012 = @2013, false",
                "@2012-01 = @2012, {}",
                "@2012-01 != @2011, true",
                "@2012-01-01T10:30:31.0 = @2012-01-01T10:30:31, true",
                "@2012-01-01T10:30:31.1 = @2012-01-01T10:30:31, false",
                "@2012-01-01T10:30:31 = @2012-01-01T10:30, {}",
                "@2012-01-01 = @2012-01-01T, true",
                "@2012-01-01 = @2012-01-01T10:00, {}",
                "@T10:30 = @T10:30:00, {}",
                "@T10:30 = @T10:31:00, false",
                "@T10 = @2012, false",
                "@2012-01 ~ @2012, false",
                "@2012 ~ @2012, true",
            })
    void comparesPartByPartUntilOneIsUnknown(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "@2017-11-05T01:30:00.0-04:00 < @2017-11-05T01:15:00.0-05:00, true",
                "@2017-11-05T01:30:00.0-04:00 = @2017-11-05T00:30:00.0-05:00, true",
                "@2017-11-05T01:30:00Z = @2017-11-05T01:30:00+00:00, true",
                "@2012-12-31T23:30:00-02:00 = @2013-01-01T01:30:00Z, true",
                "@2012-04-15T15:00:00Z = @2012-04-15T10:00:00, {}",
                "@2012-04-15T15:00:00Z = @2012-04-17T10:00:00, false",
                "@2012-04-15T15:00:00Z < @2012-04-17T10:00:00, true",
                "@2012-04-17T15:00:00Z > @2012-04-15, true",
                "@2012-04-15T15:00:00Z > @2012-04-15, {}",
                "@2012 < @2014-04-15T15:00:00Z, true",
            })
    void respectsOffsetsAndKnowsHowFarATimeWithoutOneMayBeOff(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "@2019-01-31 + 1 month, @2019-02-28",
                "@2020-02-29 + 1 year, @2021-02-28",
                "@2019-03-31 - 1 month, @2019-02-28",
                "@2019-12-25 + 2 weeks, @2020-01-08",
                "@2019-12-25 + 7.9 days, @2020-01-01",
                "@2014 + 23 months, @2015",
                "@2014 + 24 months, @2016",
                "@2016 + 365 days, @2017",
                "@2014 - 11 months, @2014",
                "@2014-05 + 61 days, @2014-07",
                "@2014-05-01 + 25 hours, @2014-05-02",
                "@2014-05-01T23:59:59.5+02:00 + 1 second, @2014-05-02T00:00:00.5+02:00",
                "@2014-05-01T00:00 - 1 minute, @2014-04-30T23:59",
                "@2014-05-01T00:00:00 + 10 milliseconds, @2014-05-01T00:00:00.010",
                "@2014-05-01T10 + 90 minutes, @2014-05-01T11",
                "@T23:00:00 + 2 hours, @T01:00:00",
                "@T00:30 - 1 hour, @T23:30",
                "@T10:30 + 90 seconds, @T10:31",
                "@2014-05-01T00:00:00 + 1 'd', @2014-05-02T00:00:00",
                "@2014-05-01 + {}, {}",
            })
    void addsByTheCalendar(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @Test
    void refusesWhatHasNoMeaningInTheCalendar() {
        assertThat(failure("@2014-05-01 + 1 'mo'", "{}"))
                .isEqualTo("1:13: The unit 'mo' has a definite length: to add to a date, use the calendar's months");
        assertThat(failure("@2014-05-01 + 1 'mg'", "{}"))
                .isEqualTo("1:13: Only a quantity with a unit of time can be added to a date or time");
        assertThat(failure("@2014-05-01 + 1", "{}")).isEqualTo("1:13: '+' is not defined for Date and Integer");
        assertThat(failure("@T10:00 + 1 day", "{}")).isEqualTo("1:9: Days and longer units cannot be added to a Time");
        assertThat(failure("@9999-12-31 + 1 day", "{}")).isEqualTo("1:13: The result is beyond the years 1 to 9999");
        assertThat(failure("@2014-05-01 + 99999999999999999999 years", "{}"))
                .isEqualTo("1:13: The result is beyond the years 1 to 9999");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "@2014.lowBoundary(6), @2014-01",
                "@2014.highBoundary(), @2014-12-31",
                "@2016-02.highBoundary(8), @2016-02-29",
                "@2014-01-01T08:05.lowBoundary(), @2014-01-01T08:05:00.000+14:00",
                "@2014-01-01T08:05.highBoundary(17), @2014-01-01T08:05:59.999-12:00",
                "@2014-01-01T08:05+08:00.highBoundary(14), @2014-01-01T08:05:59+08:00",
                "@2014T.highBoundary(12), @2014-12-31T23:59-12:00",
                "@T10.highBoundary(), @T10:59:59.999",
                "@T10:30:15.lowBoundary(4), @T10:30",
                "@2014.lowBoundary(5), {}",
                "@2014.lowBoundary(17), {}",
                "@T10:30.precision(), 4",
                "@2014-01-05T10:30.precision(), 12",
            })
    void knowsTheBoundsOfWhatIsPartlyKnown(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "now(), @2150-03-04T06:06:07.089+01:00",
                "today(), @2150-03-04",
                "timeOfDay(), @T06:06:07.089",
                "now() = now(), true",
                "today().yearOf(), 2150",
                "now().minuteOf(), 6",
                "now().millisecondOf(), 89",
                "now().timezoneOffsetOf(), 1.0",
                "now().timeOf(), @T06:06:07.089",
                "@2012.monthOf(), {}",
                "@2012-01-01.hourOf(), {}",
            })
    void tellsTheGivenTimeAndItsParts(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'2015-02'.toDate(), @2015-02",
                "'2015-02-30'.toDate(), {}",
                "'2015-02-04T10:00'.toDate(), {}",
                "'2015-02-04T10:00'.toDateTime().toDate(), @2015-02-04",
                "'2015-02-04T10:00+14:01'.convertsToDateTime(), false",
                "'2015-02-04T24:00'.convertsToDateTime(), false",
                "'2015-02-04 10:00'.convertsToDateTime(), false",
                "'14:34:28.123'.toTime(), @T14:34:28.123",
                "'14:60'.convertsToTime(), false",
                "@2015-02-04.toDateTime(), @2015-02-04",
                "@T10.toDate(), {}",
                "'0000-01-01'.toDate(), {}",
            })
    void convertsTextOfTheRightForm(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }
}
