package org.fhirriver.mapping.fuzz;

import java.util.List;
import java.util.Random;

/** Makes expressions over the columns of {@link RecordFuzzer}, with all kinds of functions. */
final class ExpressionFuzzer {

    private static final List<String> PLAIN = List.of(
            "c0 | c1 | c2",
            "many",
            "now()",
            "today()",
            "timeOfDay()",
            "'text'",
            "5",
            "1.50",
            "true",
            "4 'mg'",
            "@2020-01",
            "@T10:30",
            "%context.c6",
            "children().count()",
            "descendants().first()",
            "many.where($this.exists())",
            "many.select($this.toString())",
            "many.sort()",
            "many.distinct().count()",
            "many.join(', ')",
            "many.aggregate($total & $this, '')",
            "many.repeat(a | code)",
            "translate('words', word)",
            "translate('words', token, {})",
            "translate('words', A, A)",
            "reference('others', A)",
            "reference('others', number)",
            "id('others', A)",
            "uuid('x', A)",
            "ucum(A)",
            "ucum(A, {})",
            "pseudonym(A)",
            "parseDate(A, 'yyyy-MM-dd')",
            "parseDate(A, 'd. MMMM yyyy', 'de')",
            "parseDateTime(A, 'yyyy-MM-dd HH:mm:ss')",
            "parseDateTime(stamp, 'yyyy-MM-dd\\'T\\'HH:mm:ss', A)",
            "parseTime(A, 'HHmm')",
            "atZone(stamp, A)",
            "atZone(A, 'Europe/Berlin')",
            "fromEpoch(A)",
            "fromEpoch(number, 'ms')");

    /** What is called on a column; A is another one. */
    private static final List<String> CALLS = List.of(
            "toString()",
            "toInteger()",
            "toDecimal()",
            "toDate()",
            "toDateTime()",
            "toTime()",
            "toQuantity()",
            "toBoolean()",
            "trim()",
            "upper()",
            "length()",
            "substring(1, 3)",
            "replace('a', 'b')",
            "replaceMatches('(.)', '$1$1')",
            "matches('^(a|b)*$')",
            "split(',')",
            "toChars()",
            "indexOf(A)",
            "encode('base64')",
            "decode('hex')",
            "escape('json')",
            "unescape('html')",
            "round(2)",
            "abs()",
            "sqrt()",
            "ln()",
            "power(3)",
            "truncate()",
            "lowBoundary()",
            "highBoundary()",
            "precision()",
            "type().name",
            "first()",
            "single()",
            "where(code.exists())",
            "a",
            "exists()",
            "collapseSpaces()",
            "titleCase()",
            "digits()",
            "padLeft(12)",
            "nullIf('abc')",
            "capture('([a-z]+)')",
            "defineVariable('d').select(%d)",
            "trace('t')",
            "is(String)",
            "as(Integer)");

    private static final List<String> OPERATORS =
            List.of(" + ", " - ", " * ", " / ", " & ", " | ", " = ", " < ", " in ", " div ", " mod ", " and ", " ~ ");

    private static final List<String> OPERANDS =
            List.of("1", "0", "0.001", "1 month", "90 minutes", "3 'mg'", "'x'", "@2020", "{}", "A");

    private static final List<String> COLUMNS = List.of(
            "c0", "c1", "c2", "c3", "c4", "many", "day", "stamp", "number", "amount", "flag", "word", "token",
            "coding");

    private final Random random;

    ExpressionFuzzer(Random random) {
        this.random = random;
    }

    String expression() {
        String expression = switch (random.nextInt(5)) {
            case 0 -> any(PLAIN);
            case 1 -> "A" + any(OPERATORS) + any(OPERANDS);
            case 2 -> "iif(A.exists(), " + expression() + ", A)";
            case 3 -> "A." + any(CALLS);
            default -> "A." + any(CALLS) + '.' + any(CALLS);
        };
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            filled.append(c == 'A' ? any(COLUMNS) : String.valueOf(c));
        }
        return filled.toString();
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
