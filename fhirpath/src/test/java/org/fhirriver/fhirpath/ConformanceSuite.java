package org.fhirriver.fhirpath;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.check.SemanticProblem;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.model.Node;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Temporal;

/** Runs the cases of a folder in the form of the official test suite, turned to JSON. */
final class ConformanceSuite {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path folder;
    private final Map<String, Object> inputs = new HashMap<>();
    private int passed;
    private final List<String> failures = new ArrayList<>();

    ConformanceSuite(Path folder) {
        this.folder = folder;
    }

    void run() throws IOException {
        for (JsonNode test : JSON.readTree(folder.resolve("tests.json").toFile())) {
            Optional<String> failure = failure(test);
            if (failure.isEmpty()) {
                passed++;
            } else {
                failures.add(test.path("group").asText() + "/"
                        + test.path("name").asText() + ": "
                        + test.path("expression").asText().strip() + "\n    " + failure.get());
            }
        }
    }

    int passed() {
        return passed;
    }

    List<String> failures() {
        return failures;
    }

    private Optional<String> failure(JsonNode test) throws IOException {
        boolean mustFail = test.hasNonNull("invalid");
        List<Object> result;
        try {
            result = evaluate(test);
        } catch (InvalidExpression | EvaluationFailed e) {
            return mustFail ? Optional.empty() : Optional.of(e.getMessage());
        }
        if (mustFail) {
            return Optional.of("should be an error, gives " + result);
        }
        return difference(test, result);
    }

    private List<Object> evaluate(JsonNode test) throws IOException {
        String expression = test.path("expression").asText();
        Object input = test.hasNonNull("input") ? input(test.get("input").asText()) : null;
        Expression compiled = FhirPath.standard().compile(expression);
        boolean strict = test.path("mode").asText().equals("strict")
                || test.path("invalid").asText().equals("semantic");
        if (strict && input instanceof Map<?, ?> resource) {
            List<SemanticProblem> problems = compiled.problems(String.valueOf(resource.get("resourceType")));
            if (!problems.isEmpty()) {
                throw new InvalidExpression(
                        problems.get(0).position(), problems.get(0).message());
            }
        }
        Evaluation evaluation = Evaluation.of(input).at(Instant.now(), ZoneOffset.UTC);
        return Items.list(compiled.evaluate(evaluation));
    }

    private Object input(String file) throws IOException {
        Object known = inputs.get(file);
        if (known == null) {
            known = JSON.readValue(folder.resolve(file).toFile(), Object.class);
            inputs.put(file, known);
        }
        return known;
    }

    private static Optional<String> difference(JsonNode test, List<Object> result) {
        JsonNode expected = test.path("output");
        if (test.path("predicate").asBoolean() && expected.size() == 1) {
            boolean truth = isTrue(result);
            return Boolean.toString(truth).equals(expected.get(0).path("value").asText())
                    ? Optional.empty()
                    : Optional.of("is " + truth);
        }
        boolean same = expected.size() == result.size();
        List<Object> rest = new ArrayList<>(result);
        for (JsonNode item : expected) {
            int found = -1;
            for (int i = 0; i < rest.size() && found < 0; i++) {
                found = matches(item, rest.get(i)) ? i : -1;
                if (!test.path("ordered").asText().equals("false")) {
                    break;
                }
            }
            same &= found >= 0;
            if (found >= 0) {
                rest.remove(found);
            }
        }
        return same ? Optional.empty() : Optional.of("expected " + expected + ", not " + shown(result));
    }

    private static boolean isTrue(List<Object> result) {
        if (result.size() == 1 && Items.value(result.get(0)) instanceof Boolean one) {
            return one;
        }
        return !result.isEmpty();
    }

    private static List<String> shown(List<Object> result) {
        return result.stream()
                .map(item -> Node.typeName(item) + " " + text(item))
                .toList();
    }

    private static boolean matches(JsonNode expected, Object item) {
        String type = expected.path("type").asText("");
        String actual = Node.typeName(item);
        boolean typeFits = type.isEmpty()
                || actual.equals("FHIR." + type)
                || actual.toLowerCase(Locale.ROOT).equals("system." + type.toLowerCase(Locale.ROOT));
        if (!expected.has("value")) {
            return typeFits;
        }
        String value = expected.get("value").asText();
        String text = text(item);
        boolean sameDate = Items.value(item) instanceof Temporal date && value.equals(date.toString());
        return typeFits && (value.equals(text) || sameDate || numbersEqual(value, text));
    }

    private static boolean numbersEqual(String left, String right) {
        try {
            return new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String text(Object item) {
        Object value = Items.value(item);
        if (value instanceof Temporal temporal) {
            return (temporal.kind() == Temporal.Kind.TIME ? "@T" : "@") + temporal;
        }
        return value == null ? "" : String.valueOf(Conversions.toText(value));
    }
}
