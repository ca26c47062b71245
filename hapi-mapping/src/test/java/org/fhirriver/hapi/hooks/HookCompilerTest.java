package org.fhirriver.hapi.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.mapping.source.Problem;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HookCompilerTest {

    private final HookCompiler compiler = new HookCompiler();

    @TempDir
    private Path folder;

    @Test
    void saysWhereAFileIsWrongWithEveryProblem() throws Exception {
        Path file = write("BrokenHook.java", """
                import java.util.List;
                import org.fhirriver.hapi.*;
                import org.hl7.fhir.r4.model.*;
                public class BrokenHook implements ProcessEvent {
                \tpublic List<Resource> processEvent(RecordEvent event, Mapping mapping) {
                \t\tPatient patient = new Patinet();
                \t\treturn patient;
                \t}
                }
                """);

        List<Problem> problems = problems(file);

        assertThat(problems)
                .extracting(Problem::toString)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(file + ":6:25: cannot find symbol; symbol:   class Patinet"),
                        second -> assertThat(second).startsWith(file + ":7:10: incompatible types"));
    }

    @Test
    void saysWhyAFileIsNoHook() throws Exception {
        assertThat(problems(folder.resolve("Missing.java")))
                .extracting(Problem::message)
                .containsExactly("does not exist");
        assertThat(problems(write("Plain.java", "public class Plain {}")))
                .extracting(Problem::message)
                .containsExactly("has no class that implements org.fhirriver.hapi.ProcessEvent");
        assertThat(problems(write("Named.java", hook("Other", "return List.of();"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("Other.java"));
        Path latin = folder.resolve("Latin.java");
        Files.write(latin, new byte[] {'/', '/', (byte) 0xE4});
        assertThat(problems(latin)).extracting(Problem::message).containsExactly("is not UTF-8 text");
    }

    @Test
    void saysWhereAConstructorThrows() throws Exception {
        Path file = write("SadHook.java", """
                import java.util.List;
                import org.fhirriver.hapi.*;
                import org.hl7.fhir.r4.model.*;
                public class SadHook implements ProcessEvent {
                    private final int length = System.getProperty("no.such.property").length();
                    public List<Resource> processEvent(RecordEvent event, Mapping mapping) { return List.of(); }
                }
                """);

        assertThat(problems(file)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(5);
            assertThat(problem.message()).contains("SadHook cannot be made", "NullPointerException");
        });
    }

    @Test
    void keepsVersionsOfTheSameClassApart() throws Exception {
        String counting = "static int count; { count++; } ";
        Path file = write("Twice.java", hook("Twice", counting, "return Collections.nCopies(count, new Patient());"));
        Hook first = compiler.compile(file);
        Hook second = compiler.compile(file);
        write("Twice.java", hook("Twice", "return List.of();"));
        Hook third = compiler.compile(file);

        assertThat(run(first)).hasSize(1);
        assertThat(run(second)).hasSize(1);
        assertThat(run(third)).isEmpty();
        assertThat(run(first)).hasSize(1);
    }

    @Test
    void takesNestedClassesRecordsAndAPackage() throws Exception {
        Path file = write(
                "Rich.java",
                "package org.example.hooks;\n"
                        + hook("Rich", """
                record Pair(String left, String right) {}
                static final class Inner { List<Resource> none() { return List.of(); } }
                """, "new Pair(\"a\", \"b\"); return new Inner().none();"));

        assertThat(run(compiler.compile(file))).isEmpty();
    }

    @Test
    void closesAHookThatCanBeClosed() throws Exception {
        Path file = write("Closing.java", """
                import java.util.List;
                import org.fhirriver.hapi.*;
                import org.hl7.fhir.r4.model.*;
                public class Closing implements ProcessEvent, AutoCloseable {
                    public List<Resource> processEvent(RecordEvent event, Mapping mapping) { return List.of(); }
                    public void close() { System.setProperty("org.fhirriver.hapi.closed", "yes"); }
                }
                """);

        compiler.compile(file).close();

        assertThat(System.clearProperty("org.fhirriver.hapi.closed")).isEqualTo("yes");
    }

    private List<Problem> problems(Path file) {
        return catchThrowableOfType(HookBrokenException.class, () -> compiler.compile(file))
                .problems();
    }

    private static List<Resource> run(Hook hook) throws Exception {
        RecordEvent event =
                new RecordEvent(new RecordEvent.About("mimic", "p", "1", Instant.EPOCH, Optional.empty()), Map.of());
        return hook.run(event, none -> List.of(), Duration.ofSeconds(20));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String hook(String name, String body) {
        return hook(name, "", body);
    }

    private static String hook(String name, String members, String body) {
        return """
                import java.util.*;
                import org.fhirriver.hapi.*;
                import org.hl7.fhir.r4.model.*;
                public class %s implements ProcessEvent {
                    %s
                    public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception { %s }
                }
                """.formatted(name, members, body);
    }
}
