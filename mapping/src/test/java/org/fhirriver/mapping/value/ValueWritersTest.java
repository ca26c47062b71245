package org.fhirriver.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Property;
import org.junit.jupiter.api.Test;

final class ValueWritersTest {

    private final ValueWriters writers = new ValueWriters(ZoneId.of("America/New_York"));

    @Test
    void datesKeepTheirPrecision() {
        assertThat(write("Patient", "birthDate", "2020")).isEqualTo("\"2020\"");
        assertThat(write("Patient", "birthDate", "2020-01")).isEqualTo("\"2020-01\"");
        assertThat(write("Patient", "birthDate", " 2020-01-31 ")).isEqualTo("\"2020-01-31\"");
        assertThat(write("Observation", "effectiveDateTime", "2020-01")).isEqualTo("\"2020-01\"");
    }

    @Test
    void aTimestampBecomesTheLocalDay() {
        assertThat(write("Patient", "birthDate", "2020-01-31T23:30:00")).isEqualTo("\"2020-01-31\"");
        assertThat(write("Patient", "birthDate", "2020-02-01T03:30:00Z")).isEqualTo("\"2020-01-31\"");
    }

    @Test
    void localTimesGetTheOffsetOfTheZone() {
        assertThat(write("Observation", "effectiveDateTime", "2020-01-31 12:00:00"))
                .isEqualTo("\"2020-01-31T12:00:00-05:00\"");
        assertThat(write("Observation", "effectiveDateTime", "2020-07-31T12:00"))
                .isEqualTo("\"2020-07-31T12:00:00-04:00\"");
        assertThat(write("Observation", "effectiveDateTime", "2020-07-31T12:00:01.500"))
                .isEqualTo("\"2020-07-31T12:00:01.5-04:00\"");
        assertThat(write("Observation", "effectiveDateTime", "2020-07-31T12:00:01Z"))
                .isEqualTo("\"2020-07-31T12:00:01Z\"");
        assertThat(write("Observation", "effectiveDateTime", "2020-07-31 12:00:01.0 +0130"))
                .isEqualTo("\"2020-07-31T12:00:01+01:30\"");
        assertThat(write("Observation", "issued", "2150-07-31 12:00:01")).isEqualTo("\"2150-07-31T12:00:01-04:00\"");
    }

    @Test
    void aTimeInTheGapIsRejectedAndInTheOverlapTheEarlierOffsetHolds() {
        assertThat(write("Observation", "effectiveDateTime", "2020-03-08T02:30:00"))
                .isEqualTo("unfit: a local time does not exist in the zone: clocks were put forward over it");
        assertThat(write("Observation", "effectiveDateTime", "2020-11-01T01:30:00"))
                .isEqualTo("\"2020-11-01T01:30:00-04:00\"");
    }

    @Test
    void theLastDigitOfAnInstantIsKept() {
        assertThat(write("Observation", "issued", "2020-01-31T12:00:00.123456789Z"))
                .isEqualTo("\"2020-01-31T12:00:00.123456789Z\"");
        assertThat(write("Observation", "issued", "9999-12-31 23:59:59.999999999"))
                .isEqualTo("\"9999-12-31T23:59:59.999999999-05:00\"");
    }

    @Test
    void noDateLeavesTheYearsThatFhirHas() {
        assertThat(write("Patient", "birthDate", "0001-01-01T00:00:00Z"))
                .isEqualTo("unfit: a date lies outside of the years 0001 to 9999");
        assertThat(write("Observation", "effectiveDateTime", "0001-01-01T00:00:00"))
                .isEqualTo("\"0001-01-01T04:56:02Z\"");
        assertThat(write("Observation", "effectiveDateTime", "9999-12-31T23:59:59"))
                .isEqualTo("\"9999-12-31T23:59:59-05:00\"");
    }

    @Test
    void timesBeforeStandardTimeAreWrittenInUtc() {
        assertThat(write("Observation", "effectiveDateTime", "1880-01-01T12:00:00"))
                .isEqualTo("\"1880-01-01T16:56:02Z\"");
    }

    @Test
    void anInstantNeedsATime() {
        assertThat(write("Observation", "issued", "2020-01-31"))
                .isEqualTo("unfit: an instant needs a time to the second");
        assertThat(write("Observation", "issued", "2020-01-31T12:00")).startsWith("unfit");
    }

    @Test
    void timesOfDayAreLocal() {
        assertThat(write("Observation", "valueTime", "12:30")).isEqualTo("\"12:30:00\"");
        assertThat(write("Observation", "valueTime", "12:30:01.25")).isEqualTo("\"12:30:01.25\"");
        assertThat(write("Observation", "valueTime", "2020-01-31T17:30:00Z")).isEqualTo("\"12:30:00\"");
    }

    @Test
    void noOtherTextIsADate() {
        for (String text : List.of(
                "20200131",
                "2020-1-31",
                "31.01.2020",
                "2020-02-30",
                "2020-13-01",
                "0000-01-01",
                "2020-01-31T24:00:00",
                "2020-01-31T12",
                "2020-01-31T12:00:61",
                "2020-01-31T12:00:00+15:00",
                "2020-01-31T12:00:00.1234567890",
                "2020-01T10:00:00",
                "2020-01-31T12:00:60",
                "2020-01-31T12:00:00Z Z",
                "2020-01-31T١٢:00:00",
                "10000-01-01",
                "-0044-03-15",
                "0044-03-15 BC",
                "0000-00-00",
                "infinity",
                "-infinity",
                "now",
                "\u00002020-01-31")) {
            assertThat(write("Observation", "effectiveDateTime", text))
                    .as(text)
                    .isEqualTo("unfit: text does not convert to dateTime");
        }
        assertThat(write("Patient", "birthDate", 2020)).isEqualTo("unfit: an integer does not convert to date");
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(write("Quantity", "value", new BigDecimal("0.10"))).isEqualTo("0.10");
        assertThat(write("Quantity", "value", "0.10")).isEqualTo("0.10");
        assertThat(write("Quantity", "value", ".5")).isEqualTo("0.5");
        assertThat(write("Quantity", "value", new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(write("Quantity", "value", 12345678901L)).isEqualTo("12345678901");
        assertThat(write("Quantity", "value", "1,5")).startsWith("unfit");
        assertThat(write("Quantity", "value", true)).isEqualTo("unfit: a boolean does not convert to decimal");
        assertThat(write("Quantity", "value", new BigDecimal("1E+1000000"))).startsWith("unfit");
        assertThat(write("Quantity", "value", "1E+999999999")).startsWith("unfit");
        assertThat(write("Quantity", "value", "1E-5")).isEqualTo("0.00001");
        assertThat(write("Quantity", "value", new BigDecimal("-0.0"))).isEqualTo("0.0");
        assertThat(write("Quantity", "value", "NaN")).isEqualTo("unfit: text does not convert to decimal");
        assertThat(write("Quantity", "value", "١٢")).isEqualTo("12");
    }

    @Test
    void integersHaveARange() {
        assertThat(write("Patient", "multipleBirthInteger", new BigDecimal("2.0")))
                .isEqualTo("2");
        assertThat(write("Patient", "multipleBirthInteger", "-3")).isEqualTo("-3");
        assertThat(write("Patient", "multipleBirthInteger", new BigDecimal("2.5")))
                .startsWith("unfit");
        assertThat(write("Patient", "multipleBirthInteger", BigInteger.TWO.pow(40)))
                .startsWith("unfit");
        assertThat(write("Patient", "multipleBirthInteger", new BigDecimal("1E+1000000")))
                .startsWith("unfit");
        assertThat(write("ContactPoint", "rank", 0)).isEqualTo("unfit: an integer is out of the range of positiveInt");
        assertThat(write("Attachment", "size", 0)).isEqualTo("0");
    }

    @Test
    void booleansHaveSeveralSpellings() {
        for (Object yes : List.of(true, "true", "T", "Yes", "y", 1, "1", BigDecimal.ONE)) {
            assertThat(write("Patient", "active", yes)).isEqualTo("true");
        }
        for (Object no : List.of(false, "FALSE", "f", "no", "N", 0, "0")) {
            assertThat(write("Patient", "active", no)).isEqualTo("false");
        }
        assertThat(write("Patient", "active", "ja")).isEqualTo("unfit: text does not convert to boolean");
        assertThat(write("Patient", "active", 2)).startsWith("unfit");
    }

    @Test
    void textLosesWhiteSpaceAtItsEnds() {
        assertThat(write("HumanName", "family", "  O'Hara \n")).isEqualTo("\"O'Hara\"");
        assertThat(write("HumanName", "family", " \t ")).isEqualTo("nothing");
        assertThat(write("HumanName", "family", 12)).isEqualTo("\"12\"");
        assertThat(write("Annotation", "text", "  - a\n  - b\n")).isEqualTo("\"  - a\\n  - b\"");
    }

    @Test
    void textHasNoControlCharacters() {
        assertThat(write("HumanName", "family", "a\u0000b")).isEqualTo("unfit: holds a control character");
        assertThat(write("HumanName", "family", "a\ud800b")).isEqualTo("unfit: holds half a character");
        assertThat(write("HumanName", "family", "Zoë \"日本\" 😀\t\\")).isEqualTo("\"Zoë \\\"日本\\\" 😀\\t\\\\\"");
    }

    @Test
    void tokensHaveAForm() {
        assertThat(write("Coding", "system", "http://a b")).startsWith("unfit: text is not of the form of uri");
        assertThat(write("Coding", "code", "a b")).isEqualTo("\"a b\"");
        assertThat(write("Coding", "code", "a\tb")).startsWith("unfit");
        assertThat(write("Patient", "id", "a_b")).startsWith("unfit");
        assertThat(write("Patient", "id", "a".repeat(65))).startsWith("unfit");
        assertThat(write("Extension", "valueOid", "urn:oid:1.2.840")).isEqualTo("\"urn:oid:1.2.840\"");
        assertThat(write("Extension", "valueOid", "urn:oid:1.02")).startsWith("unfit");
        assertThat(write("Extension", "valueUuid", "urn:uuid:9b1f5c1e-6f0a-5d43-9a53-3f3b8d0c7a11"))
                .startsWith("\"");
        assertThat(write("Extension", "valueUuid", "9b1f5c1e-6f0a-5d43-9a53-3f3b8d0c7a11"))
                .startsWith("unfit");
    }

    @Test
    void binariesAreInBase64() {
        assertThat(write("Attachment", "data", "aGVs\nbG8=")).isEqualTo("\"aGVsbG8=\"");
        assertThat(write("Attachment", "data", "aGVsbG8")).startsWith("unfit");
        assertThat(write("Attachment", "data", "a=bc")).startsWith("unfit");
    }

    @Test
    void narrativesAreXhtml() {
        String div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">a &amp; b</div>";
        assertThat(write("Narrative", "div", div)).startsWith("\"<div");
        assertThat(write("Narrative", "div", div.replace("&amp;", "&"))).startsWith("unfit");
        assertThat(write("Narrative", "div", "<div>a</div>")).startsWith("unfit");
        assertThat(write("Narrative", "div", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + div))
                .startsWith("unfit");
    }

    @Test
    void objectsAreCheckedToTheLeaf() {
        assertThat(write("Patient", "contact", Map.of("name", Map.of("given", List.of("A", 5), "family", "B"))))
                .isEqualTo("{\"name\":{\"family\":\"B\",\"given\":[\"A\",\"5\"]}}");
        assertThat(write("Patient", "contact", Map.of("name", Map.of("given", "A"))))
                .isEqualTo("unfit.name.given: takes a list, not text");
        assertThat(write("Patient", "contact", Map.of("gender", "x")))
                .startsWith("unfit.gender: the code is not one of");
        assertThat(write("Patient", "link", Map.of("type", "seealso")))
                .isEqualTo("unfit: lacks other, which Patient.link.other requires");
        assertThat(write("Patient", "contact", Map.of("surname", "A"))).startsWith("unfit: has a field that");
        assertThat(write("Patient", "extension", Map.of("url", "http://x", "valueString", "a", "valueCode", "b")))
                .isEqualTo("unfit: has more than one value of the choice Extension.value[x]");
    }

    @Test
    void objectsWithoutContentAreNothing() {
        assertThat(write("Patient", "contact", Map.of("id", "1"))).isEqualTo("nothing");
        assertThat(write("Patient", "extension", Map.of("url", "http://x"))).isEqualTo("nothing");
        assertThat(write("Patient", "contact", Map.of("name", Map.of("text", " "))))
                .isEqualTo("nothing");
    }

    @Test
    void aQuantitysMembersStandInTheDefinitionsOrder() {
        assertThat(write("Observation", "valueQuantity", Quantity.of(new BigDecimal("72.50"), "kg")))
                .isEqualTo(
                        "{\"value\":72.50,\"unit\":\"kg\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"kg\"}");
    }

    private String write(String type, String name, Object value) {
        Property property =
                Definitions.r4().type(type).orElseThrow().property(name).orElseThrow();
        JsonBuffer out = new JsonBuffer();
        try {
            boolean written = writers.of(property.element(), property.type()).write(value, out);
            return written ? new String(out.toBytes(), StandardCharsets.UTF_8) : "nothing";
        } catch (Unfit e) {
            return "unfit" + e.below() + ": " + e.reason();
        }
    }
}
