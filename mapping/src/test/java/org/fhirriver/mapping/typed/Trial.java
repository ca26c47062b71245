package org.fhirriver.mapping.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.ValueWriters;

/** A template in YAML, tried on records. */
final class Trial {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Problems problems = new Problems();
    private final Optional<TypedTemplate> template;

    private Trial(String yaml) {
        Optional<Located> source = Documents.yaml("t.yaml", yaml, problems);
        template = source.flatMap(located -> TypedTemplate.compile(
                located,
                new ValueWriters(ZONE),
                new ExpressionCompiler(FhirPath.standard()),
                pipeline -> Optional.of(pipeline).filter("devices"::equals).map(name -> "Device"),
                Variables.none(),
                problems));
    }

    static Trial of(String... lines) {
        return new Trial(String.join("\n", lines));
    }

    /** A template of a Patient with one element. */
    static Trial patient(String... lines) {
        return new Trial("resourceType: Patient\n" + String.join("\n", lines));
    }

    /** The problems as {@code line:column: message}. */
    List<String> problems() {
        return problems.all().stream()
                .map(problem -> problem.toString().substring("t.yaml:".length()))
                .toList();
    }

    /** The resource without its id. */
    String json(Map<String, ?> record) {
        assertThat(problems()).isEmpty();
        JsonBuffer out = new JsonBuffer();
        template.orElseThrow().write(Evaluation.of(record).at(Instant.parse("2026-01-02T03:04:05Z"), ZONE), "", out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    /** The resource without type and id. */
    String body(Map<String, ?> record) {
        String json = json(record);
        int start = json.indexOf(',');
        return start < 0 ? "" : json.substring(start + 1, json.length() - 1).replace('"', '\'');
    }

    /** Why a record is rejected: element and reason. */
    String rejection(Map<String, ?> record) {
        assertThat(problems()).isEmpty();
        try {
            template.orElseThrow().write(Evaluation.of(record), "", new JsonBuffer());
        } catch (Rejection e) {
            return e.element() + ": " + e.reason();
        }
        return "not rejected";
    }
}
