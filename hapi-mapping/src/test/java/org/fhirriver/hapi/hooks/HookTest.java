package org.fhirriver.hapi.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.Mapping;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.RecordRejected;
import org.fhirriver.hapi.Unreachable;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HookTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String IMPORTS = """
            import java.util.*;
            import org.fhirriver.hapi.*;
            import org.hl7.fhir.r4.model.*;
            """;

    private final Mapping mapping = event -> {
        if (!event.record().containsKey("id")) {
            throw new RecordRejected("has no id", Optional.of("Patient.id"));
        }
        Patient patient = new Patient();
        patient.setId(String.valueOf(event.record().get("id")));
        return new ArrayList<>(List.of(patient));
    };

    @TempDir
    private Path folder;

    @Test
    void changesTheRecordBeforeAndTheResourcesAfterTheMapping() throws Exception {
        Hook hook = hook("""
                event.record().put("id", event.record().get("id") + "-" + event.key());
                List<Resource> resources = mapping.map(event);
                ((Patient) resources.get(0)).setActive(true);
                Basic basic = new Basic();
                basic.setId(event.id("Basic"));
                resources.add(basic);
                event.delete("Basic", "old");
                return resources;
                """);
        RecordEvent event = event(Map.of("id", 1));

        List<Resource> resources = hook.run(event, mapping, LIMIT);

        assertThat(resources).extracting(Resource::fhirType).containsExactly("Patient", "Basic");
        assertThat(resources.get(0).getIdElement().getIdPart()).isEqualTo("1-7");
        assertThat(((Patient) resources.get(0)).getActive()).isTrue();
        assertThat(resources.get(1).getIdElement().getIdPart()).isEqualTo(event.id("Basic"));
        assertThat(event.deletes()).extracting(Object::toString).containsExactly("Basic/old");
    }

    @Test
    void mayDoItsWorkInsteadOfTheMapping() throws Exception {
        Hook hook = hook("return List.of();");

        assertThat(hook.run(event(Map.of()), mapping, LIMIT)).isEmpty();
    }

    @Test
    void namesTheExceptionAndTheLineButNotTheMessage() throws Exception {
        Hook hook = hook("String name = \"Jane Doe\";\nthrow new IllegalStateException(name);");

        RecordRejected rejected = rejection(hook, event(Map.of()));

        assertThat(rejected.reason()).isEqualTo("The hook TestHook.java:7 threw java.lang.IllegalStateException");
    }

    @Test
    void findsItsLineAlsoWhenTheExceptionComesFromBelow() throws Exception {
        Hook hook = hook("return List.of(new Patient().setBirthDateElement(new DateType(\"no date\")));");

        assertThat(rejection(hook, event(Map.of())).reason())
                .matches("The hook TestHook\\.java:6 threw ca\\.uhn\\.fhir\\.parser\\.DataFormatException");
    }

    @Test
    void rejectsWhenItRunsOutOfStack() throws Exception {
        Hook hook = hook("return processEvent(event, mapping);");

        assertThat(rejection(hook, event(Map.of())).reason()).contains("java.lang.StackOverflowError");
    }

    @Test
    void passesOnWhyTheMappingRejectedTheRecordEvenWhenWrapped() throws Exception {
        Hook hook = hook("""
                try {
                    return mapping.map(event);
                } catch (Exception e) {
                    throw new RuntimeException(e);
                }
                """);

        RecordRejected rejected = rejection(hook, event(Map.of()));

        assertThat(rejected.reason()).isEqualTo("has no id");
        assertThat(rejected.element()).contains("Patient.id");
    }

    @Test
    void mayRejectInItsOwnWordsOrAskToBeTriedAgain() throws Exception {
        Hook rejecting = hook("throw new RecordRejected(\"no discharge time\");");
        Hook waiting = hook("throw new Unreachable(\"the register\", \"it answers 503\");");

        assertThat(rejection(rejecting, event(Map.of())).reason()).isEqualTo("no discharge time");
        assertThatThrownBy(() -> waiting.run(event(Map.of()), mapping, LIMIT))
                .isInstanceOf(Unreachable.class)
                .hasMessage("it answers 503");
    }

    @Test
    void rejectsNullInPlaceOfResources() throws Exception {
        assertThat(rejection(hook("return null;"), event(Map.of())).reason()).contains("returned null");
        assertThat(rejection(hook("return Arrays.asList((Resource) null);"), event(Map.of()))
                        .reason())
                .contains("returned null");
    }

    @Test
    void goesOnAfterARecordThatHangsAndWaitsWhenTooManyDo() throws Exception {
        Hook hook = hook("""
                while (event.record().containsKey("hang")) {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        // Takes no notice.
                    }
                }
                return mapping.map(event);
                """);
        RecordEvent hanging = event(Map.of("hang", true));
        Duration limit = Duration.ofMillis(50);

        for (int records = 1; records <= 3; records++) {
            assertThat(hook.run(event(Map.of("id", 1)), mapping, LIMIT)).hasSize(1);
            assertThatThrownBy(() -> hook.run(hanging, mapping, limit))
                    .isInstanceOf(RecordRejected.class)
                    .hasMessage("The hook TestHook.java did not end within 50 ms");
        }
        assertThatThrownBy(() -> hook.run(event(Map.of("id", 1)), mapping, LIMIT))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("hangs in 3 records");
        hanging.record().remove("hang");
    }

    @Test
    void leavesTheRecordOfItsCallerAlone() throws Exception {
        Map<String, Object> record = new LinkedHashMap<>(Map.of("names", List.of(Map.of("family", "A"))));
        Hook hook = hook("""
                ((Map<String, Object>) ((List<?>) event.record().get("names")).get(0)).put("family", "B");
                event.record().clear();
                return List.of();
                """);

        hook.run(event(record), mapping, LIMIT);

        assertThat(record).isEqualTo(Map.of("names", List.of(Map.of("family", "A"))));
    }

    private RecordRejected rejection(Hook hook, RecordEvent event) {
        return catchThrowableOfType(RecordRejected.class, () -> hook.run(event, mapping, LIMIT));
    }

    private static RecordEvent event(Map<String, Object> record) {
        return new RecordEvent(
                new RecordEvent.About("mimic", "mimic-patients", "7", Instant.EPOCH, Optional.empty()), record);
    }

    private Hook hook(String body) throws IOException, HookBrokenException {
        Path file = folder.resolve("TestHook.java");
        Files.writeString(file, IMPORTS + """
                public final class TestHook implements ProcessEvent {
                public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception {
                %s
                }
                }
                """.formatted(body));
        return new HookCompiler().compile(file);
    }
}
