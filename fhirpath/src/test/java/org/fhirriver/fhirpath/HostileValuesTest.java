package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.junit.jupiter.api.Test;

/**
 * Each function and operator on values that hurt: it ends soon, with a result or an error of ours. {@code
 * -Dfuzz.expressions} sets how many, {@code -Dfuzz.seed} where chance begins.
 */
final class HostileValuesTest {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final List<Object> VALUES = Arrays.asList(
            null,
            true,
            0,
            -1,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            BigInteger.TEN.pow(300),
            new BigDecimal("0.10"),
            new BigDecimal("-0.0"),
            new BigDecimal("1E+999999999"),
            new BigDecimal("-1E-999999999"),
            new BigDecimal("1E+900"),
            new BigDecimal("1E-900"),
            new BigDecimal("9".repeat(900)),
            "",
            " ",
            "a\u0000b",
            "\ud83d",
            "\ude00\ud83d",
            "😀é",
            "1E+999999999",
            "9".repeat(5_000),
            "x".repeat(50_000),
            "(a+)+$",
            "$9",
            "[",
            "2020-02-29",
            "2020",
            "0001-01-01",
            "9999-12-31T23:59:59.999999999-12:00",
            "2020-01-31T10+14:00",
            "23:59:59.999",
            "infinity",
            "4 'mg'",
            "1 'xyz'",
            "&#99999999999;&amp",
            "\\u12",
            Map.of(),
            Map.of("a", Map.of("a", List.of(1, Map.of()))),
            Map.of("resourceType", "Patient", "birthDate", 5, "name", "x"),
            Map.of("resourceType", "Observation", "valueQuantity", Map.of("value", new BigDecimal("1E+999999999"))),
            List.of(),
            List.of(1, "1", true, Map.of("a", 1)),
            Collections.nCopies(40, "2020-01-31"),
            dates());

    private static final List<String> LITERALS = List.of(
            "0",
            "-1",
            "2147483648",
            "0.5",
            "1000",
            "'x'",
            "''",
            "'['",
            "'hex'",
            "'base64'",
            "'json'",
            "'html'",
            "@2020",
            "@2020-02-29T23:59:59.999-12:00",
            "@T23:59:59.9",
            "1000000 years",
            "0.0000001 seconds",
            "4 'mg'",
            "3 'm'",
            "1 'xyz'",
            "true",
            "{}",
            "(1 | 'a' | @2020)",
            "$this",
            "Integer",
            "Patient");

    private static final List<String> OPERATORS = List.of(
            "+",
            "-",
            "*",
            "/",
            "div",
            "mod",
            "&",
            "|",
            "=",
            "!=",
            "~",
            "!~",
            "<",
            "<=",
            ">",
            ">=",
            "in",
            "contains",
            "and",
            "or",
            "xor",
            "implies");

    private final Map<String, Object> record = new LinkedHashMap<>();
    private final List<String> functions = new ArrayList<>(FhirPath.standard().functionNames());

    HostileValuesTest() {
        for (int i = 0; i < VALUES.size(); i++) {
            record.put("v" + i, VALUES.get(i));
        }
    }

    /** Dates and texts whose order goes round in a circle. */
    private static List<String> dates() {
        List<String> dates = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            dates.add("2020-01-" + (10 + i % 20) + (i % 3 == 0 ? "" : "T0" + i % 10 + ":00:00+1" + i % 5 + ":00"));
        }
        return dates;
    }

    @Test
    void survivesAllValuesInAllFunctions() {
        int expressions = Integer.getInteger("fuzz.expressions", 5_000);
        long seed = Long.getLong("fuzz.seed", 42);
        System.out.printf("%d expressions from seed %d%n", expressions, seed);

        for (int i = 0; i < expressions; i++) {
            run(expression(new Random(seed + i), 0), seed + i);
        }
    }

    @Test
    void survivesEachFunctionOnEachValue() {
        for (String function : functions) {
            for (int i = 0; i < VALUES.size(); i++) {
                run("v" + i + "." + function + "()", i);
                run("v" + i + "." + function + "(v" + (i + 7) % VALUES.size() + ")", i);
            }
        }
    }

    @Test
    void survivesEachOperatorBetweenAnyTwoValues() {
        for (String operator : OPERATORS) {
            for (int i = 0; i < VALUES.size(); i++) {
                for (int j = 0; j < VALUES.size(); j++) {
                    run("v" + i + " " + operator + " v" + j, i);
                }
            }
        }
    }

    private String expression(Random random, int depth) {
        String input = depth > 2 || random.nextInt(3) > 0 ? value(random) : "(" + expression(random, depth + 1) + ")";
        if (random.nextInt(3) == 0) {
            return input + " " + OPERATORS.get(random.nextInt(OPERATORS.size())) + " " + argument(random, depth);
        }
        StringBuilder call = new StringBuilder(input);
        for (int i = random.nextInt(2); i >= 0; i--) {
            call.append('.')
                    .append(functions.get(random.nextInt(functions.size())))
                    .append('(');
            for (int j = random.nextInt(3); j > 0; j--) {
                call.append(argument(random, depth)).append(j > 1 ? ", " : "");
            }
            call.append(')');
        }
        return call.toString();
    }

    private static String value(Random random) {
        return "v" + random.nextInt(VALUES.size());
    }

    private String argument(Random random, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> value(random);
            case 1 -> depth > 2 ? "$this" : expression(random, depth + 1);
            default -> LITERALS.get(random.nextInt(LITERALS.size()));
        };
    }

    private void run(String text, long seed) {
        long start = processorTime();
        try {
            FhirPath.standard().compile(text).evaluate(Evaluation.of(record).limit(20_000));
        } catch (InvalidExpression | EvaluationFailed e) {
            assertThat(e.getMessage()).as(text).isNotBlank();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("Seed " + seed + ": " + text + " fails with " + e, e);
        }
        assertThat(Duration.ofNanos(processorTime() - start))
                .as("Seed %d: %s", seed, text)
                .isLessThan(LONGEST);
    }

    /** Time that others take from the processor does not count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
