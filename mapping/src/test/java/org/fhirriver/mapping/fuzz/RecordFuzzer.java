package org.fhirriver.mapping.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes records with values that hurt. */
final class RecordFuzzer {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "abc",
            "2020-01-31",
            "2020-01",
            "2020",
            "2020-02-30",
            "2020-01-31 12:00:00",
            "12:00",
            "0.10",
            "007",
            "-1",
            "1e400",
            "NaN",
            "null",
            "true",
            "a\tb",
            "a  b",
            "a\u0000b",
            "\u0001",
            "\ud83d",
            "\ude00",
            "😀",
            "\u2028\u2029",
            "\"\\/",
            "<script>&",
            "]]>",
            "{{ c1 }}",
            "Patient/1",
            "Device/2",
            "urn:oid:1.2.3",
            "#",
            "#x",
            "#p",
            "infinity",
            "-infinity",
            "0000-00-00",
            "0000-01-01",
            "10000-01-01",
            "-0044-03-15",
            "0044-03-15 BC",
            "2020-03-08T02:30:00",
            "2020-11-01T01:30:00",
            "1880-01-01T12:00:00",
            "2020-01-31T12:00:00.123456789",
            "2020-01-31T12:00:00.1234567891",
            "2020-01-31T23:59:60Z",
            "2020-01-31T24:00:00",
            "-0.0",
            "1E+5",
            "1E+999999999",
            "-1E-999999999",
            "9".repeat(2_000),
            "١٢٣",
            "1_000",
            "0x1F",
            "4 mg",
            "2020-01-31T12:00:00+99:99",
            "America/New_York",
            "aGVsbG8=",
            "http://x y",
            "\u00a0",
            "\ufeff",
            "\u007f\u0080\u009f",
            "\uffff\ufffe",
            "9999-12-31T23:59:59.999999999",
            "0001-01-01T00:00:00+14:00",
            "male",
            "final",
            "active");

    /** Columns with values that mostly fit a type, by name. */
    private static final Map<String, List<Object>> COLUMNS = Map.of(
            "day", List.of("2020-01-31", "2020-01", "2020", "2020-01-31T10:00:00"),
            "stamp", List.of("2020-01-31T12:00:00", "2020-07-31 12:00:00.25", "2020-01-31T12:00:00Z"),
            "number", List.of(1, 7L, "42", new BigDecimal("3.0")),
            "amount", List.of(1, new BigDecimal("0.10"), "1.50", BigInteger.TEN.pow(20)),
            "flag", List.of(true, "no", "T", 1),
            "word", List.of("abc", " \ud83d\ude00 ", "O'Hara \"x\"", "a\u2028b", 12, new BigDecimal("1.0"), true, ""),
            "token", List.of("a-b.c", "1.2", "urn:x"),
            "coding", List.of(Map.of("system", "http://x", "code", "c"), Map.of("code", "d", "display", "D")));

    private final Random random;

    RecordFuzzer(Random random) {
        this.random = random;
    }

    /** Most of the records are tame, so that not all of them are rejected. */
    Map<String, Object> record() {
        boolean tame = random.nextInt(5) > 0;
        Map<String, Object> record = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            record.put("c" + i, tame && random.nextInt(40) > 0 ? null : value(0));
        }
        record.put("many", list(0));
        COLUMNS.forEach((name, values) -> record.put(
                name, random.nextInt(tame ? 200 : 20) == 0 ? value(0) : values.get(random.nextInt(values.size()))));
        return record;
    }

    /** The column whose values mostly fit a type; empty where there is none. */
    static String columnOf(String type) {
        return switch (type) {
            case "date", "dateTime" -> "day";
            case "instant" -> "stamp";
            case "integer", "positiveInt", "unsignedInt" -> "number";
            case "decimal" -> "amount";
            case "boolean" -> "flag";
            case "string", "markdown" -> "word";
            case "code", "id", "uri", "url", "canonical" -> "token";
            case "Coding", "CodeableConcept" -> "coding";
            default -> "";
        };
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 4 ? 6 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> number();
            case 3 -> noise();
            case 6 -> object(depth + 1);
            case 7 -> list(depth + 1);
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    private Object number() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> new BigInteger(200, random);
            case 4 -> new BigDecimal("0.10");
            case 5 -> new BigDecimal(random.nextBoolean() ? "1E+999999999" : "-1E-999999999");
            case 6 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(60) - 30);
            default -> 1 + random.nextInt(5);
        };
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
        }
        return text.toString();
    }

    private Object object(int depth) {
        List<String> names = List.of(
                "a",
                "code",
                "system",
                "display",
                "coding",
                "reference",
                "value",
                "unit",
                "url",
                "valueString",
                "text",
                "extension",
                "id",
                "resourceType",
                "family",
                "given",
                "start",
                "_code",
                "div");
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            object.put(names.get(random.nextInt(names.size())), value(depth));
        }
        return object;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(depth));
        }
        return list;
    }
}
