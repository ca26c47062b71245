package org.fhirriver.fhirpath;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.model.Node;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.Temporal;

/** Records and resources for the tests, and results as text: {@code 1}, {@code 'a'}, {@code @2020-01-31}, {@code true}. */
final class Records {

    static final Instant NOW = Instant.parse("2150-03-04T05:06:07.089Z");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Records() {}

    static Object json(String text) {
        try {
            return JSON.readValue(text.replace('\'', '"'), Object.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result of an expression that needs no input. */
    static String result(String expression) {
        return result(expression, "{}");
    }

    /** The result for a JSON value, written with single quotes. */
    static String result(String expression, String json) {
        return result(expression, json(json));
    }

    static String result(String expression, Object input) {
        Evaluation evaluation = Evaluation.of(input).at(NOW, ZoneId.of("Europe/Berlin"));
        return shown(FhirPath.standard().compile(expression).evaluate(evaluation));
    }

    /** Why an expression has no result, with its place. */
    static String failure(String expression, String json) {
        try {
            return "no failure: " + result(expression, json);
        } catch (EvaluationFailed e) {
            return e.getMessage();
        }
    }

    static String shown(Object collection) {
        List<String> items = Items.list(collection).stream().map(Records::item).toList();
        return items.size() == 1 ? items.get(0) : items.isEmpty() ? "{}" : String.join(", ", items);
    }

    private static String item(Object item) {
        Object value = Items.value(item);
        if (value instanceof String text) {
            return '\'' + text + '\'';
        }
        if (value instanceof Temporal temporal) {
            return (temporal.kind() == Temporal.Kind.TIME ? "@T" : "@") + temporal;
        }
        if (value instanceof Quantity || value instanceof Number || value instanceof Boolean) {
            return Conversions.toText(value);
        }
        return item instanceof Node node ? node.type().name() : String.valueOf(value);
    }
}
