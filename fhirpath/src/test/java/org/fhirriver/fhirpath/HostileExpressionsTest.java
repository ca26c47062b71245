package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fhirriver.fhirpath.Records.failure;
import static org.fhirriver.fhirpath.Records.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever an expression says, it ends: with a result, or with an error of ours. {@code -Dfuzz.expressions} sets how
 * many random ones there are, {@code -Dfuzz.seed} where chance begins.
 */
@Timeout(120)
final class HostileExpressionsTest {

    private static final long SEED = Long.getLong("fuzz.seed", 42);
    private static final int EXPRESSIONS = Integer.getInteger("fuzz.expressions", 15_000);

    private static final String RECORD = """
            {'a': 1, 'b': 'text', 'c': [1, 2, 3], 'd': '2150-01-31', 'e': {'f': [true, false]}, 'g': 1.50, 'h': null}""";

    private static final String PATIENT = """
            {'resourceType': 'Patient', 'id': 'p', 'active': true, 'birthDate': '2100-02', 'gender': 'male',
             'name': [{'family': 'Doe', 'given': ['Ann', 'Eve']}], 'multipleBirthInteger': 2}""";

    private static final Object RECORD_JSON = json(RECORD);
    private static final Object PATIENT_JSON = json(PATIENT);

    private static final String TOKENS = """
            a b c d e f g h id name given birthDate gender active multipleBirth value $this $index $total %x %context \
            %ucum 1 0 2 -1 3.14 0.0 99999999999 'x' '' '2150-01-31' 'a.b' '[' '\\u0041' @2015 @2015-02-04T10:00:00Z @T10:30 \
            @2015-02 true false {} 4 days 1 'mg' 2 'cm' 5 'foo' ( ) ( ) [ ] { } . . . , , + - * / & | = != ~ !~ < <= > >= in \
            contains and or xor implies div mod is as is Integer as Quantity System FHIR Patient String ` ' " @ $ % # \\ // \
            /* */ asc desc where( select( repeat( aggregate( all( exists( iif( sort( first() last() tail() skip(1) take(2) \
            count() distinct() union( combine( intersect( exclude( subsetOf( toInteger() toDecimal() toQuantity() \
            toString() toDate() toDateTime() toTime() convertsToDate() substring(1) indexOf('x') replace('a','b') \
            matches('a') replaceMatches('(a)','$1') split('.') join(',') length() upper() trim() encode('hex') \
            decode('base64') escape('html') unescape('json') abs() round(2) sqrt() power(2) log(2) ln() exp() floor() \
            lowBoundary() highBoundary() precision() now() today() type() ofType( is( as( children() descendants() \
            trace('t') defineVariable('v') %v not() allTrue() extension('x') hasValue() comparable( yearOf() toChars()""";

    @Test
    void givesAResultOrAnErrorForAnyRowOfTokens() {
        System.out.printf("%d rows of tokens from seed %d%n", EXPRESSIONS, SEED);
        String[] tokens = TOKENS.split(" +");
        Random random = new Random(SEED);

        for (int i = 0; i < EXPRESSIONS; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(18);
            for (int j = 0; j < length; j++) {
                text.append(tokens[random.nextInt(tokens.length)]).append(random.nextInt(4) == 0 ? "" : " ");
            }
            run(text.toString());
        }
    }

    @Test
    void givesAResultOrAnErrorForMutatedExpressions() {
        List<String> seeds = List.of(
                "name.where(given.exists() and family = 'Doe').given.first() & ' ' & name[0].family",
                "iif(a > 1, 'one', iif(b.matches('^[a-z]+$'), b.substring(0, 2).upper(), {}))",
                "c.aggregate(iif($total.empty(), $this, iif($this > $total, $this, $total)), 0)",
                "(d.toDate() + 3 months) <= today() or birthDate.highBoundary() < @2150-01-01T00:00:00.000+01:00",
                "c.select($this * 2.50 'mg').where($this > 3 'ug').sort(-$this).first().toString()",
                "defineVariable('v', c.count()).c.select($index.toString() & '/' & %v).join(', ')",
                "e.f.repeat($this | true).distinct().count() in (1 | 2 | 3)",
                "%context.children().descendants().ofType(System.String).where(length() > 3).replaceMatches('(x)', '$1')");
        Random random = new Random(SEED);

        for (int i = 0; i < EXPRESSIONS; i++) {
            StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int j = random.nextInt(5); j >= 0; j--) {
                mutate(text, random, seeds);
            }
            run(text.toString());
        }
    }

    private static void mutate(StringBuilder text, Random random, List<String> seeds) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(6));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, end);
            case 1 ->
                text.insert(at, (char) (random.nextInt(10) == 0 ? random.nextInt(0x3000) : 32 + random.nextInt(95)));
            case 2 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
            default -> {
                String other = seeds.get(random.nextInt(seeds.size()));
                int from = random.nextInt(other.length());
                text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(20)));
            }
        }
        if (text.isEmpty()) {
            text.append('a');
        }
    }

    private static void run(String text) {
        try {
            Expression expression = FhirPath.standard().compile(text);
            expression.problems("Patient");
            evaluate(expression, RECORD_JSON);
            evaluate(expression, PATIENT_JSON);
        } catch (InvalidExpression e) {
            assertThat(e.position().offset()).as(text).isBetween(0, text.length());
            assertThat(e.problem()).as(text).isNotBlank();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("The expression " + text + " fails with " + e, e);
        }
    }

    private static void evaluate(Expression expression, Object json) {
        try {
            expression.evaluate(Evaluation.of(json).limit(20_000));
        } catch (EvaluationFailed e) {
            assertThat(e.problem()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repeat(a | $this.a | {}).count() + (1).repeat($this + 1).count()",
                "(1).repeat($this + 1)",
                "(1).repeatAll($this)",
                "c.select(%context.c).select(%context.c).select(%context.c).select(%context.c).select(%context.c)"
                        + ".select(%context.c).select(%context.c).select(%context.c).select(%context.c).select(%context.c)"
                        + ".select(%context.c).select(%context.c).select(%context.c).select(%context.c).count()",
                "('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!').matches('^((a+)+)\\\\1!b')",
                "('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!').matchesFull('(.*)(.*)(.*)(.*)(.*)(.*)(.*)x')",
            })
    void runsOutOfStepsInsteadOfHanging(String expression) {
        assertThat(failure(expression, RECORD)).endsWith("The expression takes more than 1000000 steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('%s').toChars().aggregate($total & $total & $total & $total, 'xxxxxxxxxxxxxxxx')",
                "('%s').toChars().aggregate($total.replace('x', 'xxxxxxxx'), 'xxxxxxxxxxxxxxxx')",
                "('%s').toChars().aggregate($total.replaceMatches('x', 'xxxxxxxx'), 'xxxxxxxxxxxxxxxx')",
                "('%s').toChars().aggregate($total.split('').join($total), 'xxxxxxxxxxxxxxxx')",
                "('%s').toChars().aggregate($total.encode('hex').encode('hex').encode('hex'), 'xxxxxxxxxxxxxxxx')",
            })
    void refusesTextThatGrowsWithoutEnd(String expression) {
        String text = expression.formatted("x".repeat(40));

        assertThatThrownBy(
                        () -> FhirPath.standard().compile(text).evaluate(Evaluation.of(json("{'b': 'text', 'c': 1}"))))
                .isInstanceOf(EvaluationFailed.class);
    }

    @Test
    void survivesRegularExpressionsThatAreTooDeepForTheStack() {
        String text = "ab".repeat(200_000);
        Expression expression = FhirPath.standard().compile("text.matchesFull('(a|b)*')");

        assertThatThrownBy(() ->
                        expression.evaluate(Evaluation.of(Map.of("text", text)).limit(Long.MAX_VALUE)))
                .isInstanceOf(EvaluationFailed.class)
                .hasMessage("1:6: The regular expression is too complex for so long a text");
    }

    @Test
    void survivesDeepData() {
        Object deep = "x";
        for (int i = 0; i < 2_000; i++) {
            deep = i % 2 == 0 ? List.of(deep) : Map.of("a", deep);
        }
        Evaluation evaluation = Evaluation.of(Map.of("a", deep));

        assertThat(FhirPath.standard().compile("descendants().count()").evaluate(evaluation))
                .isEqualTo(1_001);
        assertThat(FhirPath.standard().compile("a = a").evaluate(evaluation)).isEqualTo(true);
    }

    @Test
    void neverTellsTheDataInAnError() {
        String secret =
                "{'s': 'Sesame', 'n': 4711, 'm': ['Sesame', 'Sesame'], 'd': '2150-01-31', 'o': {'x': 'Sesame'}}";
        List<String> messages = new ArrayList<>();
        for (String left : List.of("s", "n", "m", "d", "o", "n.toQuantity()", "d.toDate()")) {
            for (String right : List.of(
                    " + 1",
                    " * 'a'",
                    " < true",
                    ".length()",
                    ".abs()",
                    ".single()",
                    " and m",
                    ".matches(s & '(')",
                    ".decode('hex')",
                    ".skip(s)",
                    ".allTrue()",
                    ".power(s)",
                    ".sqrt()",
                    " & o",
                    " is Integer",
                    "[s]",
                    ".round(s)",
                    ".lowBoundary()",
                    ".comparable(m)",
                    ".join(n)",
                    ".toQuantity(n)",
                    ".conformsTo(s)")) {
                messages.add(failure(left + right, secret));
            }
        }

        assertThat(messages)
                .filteredOn(message -> !message.startsWith("no failure"))
                .hasSizeGreaterThan(80)
                .noneMatch(
                        message -> message.contains("Sesame") || message.contains("4711") || message.contains("2150"));
    }

    @Test
    void compilesTheLongestExpressionQuickly() {
        String text = "a.where(b = 'x' and c > 1).d | ".repeat(300) + "a";

        long start = System.nanoTime();
        assertThatThrownBy(() -> FhirPath.standard().compile("(" + text.repeat(10) + ")"))
                .isInstanceOf(InvalidExpression.class);
        FhirPath.standard().compile(text);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
}
