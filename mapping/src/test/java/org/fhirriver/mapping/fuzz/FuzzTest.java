package org.fhirriver.mapping.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.typed.ReferenceTypes;
import org.fhirriver.mapping.typed.Rejection;
import org.fhirriver.mapping.typed.TypedTemplate;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.ValueWriters;
import org.junit.jupiter.api.Test;

/** Random templates on random records: whatever comes out is FHIR; {@code -Dfuzz.records} sets how many records. */
final class FuzzTest {

    private static final int RECORDS_PER_TEMPLATE = 10;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final IParser hapi = FhirContext.forR4Cached().newJsonParser();
    private final ObjectMapper json = new ObjectMapper();
    private final ValueWriters writers = new ValueWriters(ZONE);
    private final JsonBuffer buffer = new JsonBuffer();
    private int compiled;
    private int written;
    private int rejected;

    @Test
    void whateverComesOutIsFhir() throws Exception {
        int records = Integer.getInteger("fuzz.records", 5_000);
        long seed = Long.getLong("fuzz.seed", 42);
        hapi.setParserErrorHandler(new StrictErrorHandler());

        for (int i = 0; i < records / RECORDS_PER_TEMPLATE; i++) {
            run(new Random(seed + i));
        }

        System.out.printf("%d templates compiled, %d records written, %d rejected%n", compiled, written, rejected);
        assertThat(compiled).isPositive();
        assertThat(written).isPositive();
        assertThat(rejected).isPositive();
    }

    private void run(Random random) throws Exception {
        String yaml = new TemplateFuzzer(random).template();
        Problems problems = new Problems();
        Optional<TypedTemplate> template = Documents.yaml("t.yaml", yaml, problems)
                .flatMap(source -> TypedTemplate.compile(
                        source,
                        writers,
                        new ExpressionCompiler(FhirPath.standard()),
                        ReferenceTypes.none(),
                        Variables.none(),
                        problems));
        assertThat(template.isPresent()).as(problems.toString()).isEqualTo(problems.isEmpty());
        compiled += template.isPresent() ? 1 : 0;
        for (int i = 0; template.isPresent() && i < RECORDS_PER_TEMPLATE; i++) {
            map(template.get(), yaml, random);
        }
    }

    private void map(TypedTemplate template, String yaml, Random random) throws Exception {
        var record = new RecordFuzzer(random).record();
        buffer.clear();
        try {
            template.write(Evaluation.of(record).at(Instant.EPOCH, ZONE), "id-1", buffer);
        } catch (Rejection e) {
            rejected++;
            return;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(yaml + "\n" + record, e);
        }
        written++;
        String resource = new String(buffer.toBytes(), StandardCharsets.UTF_8);
        try {
            json.readTree(resource);
            hapi.parseResource(resource);
        } catch (Exception e) {
            throw new AssertionError(e.getMessage() + "\n" + yaml + "\n" + record + "\n" + resource, e);
        }
    }
}
