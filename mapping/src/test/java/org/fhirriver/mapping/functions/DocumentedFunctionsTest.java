package org.fhirriver.mapping.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.mapping.engine.CompiledPipeline;
import org.fhirriver.mapping.engine.MappedResource;
import org.fhirriver.mapping.engine.MappingContext;
import org.fhirriver.mapping.engine.PipelineCompiler;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on functions tells of all of them, and what it shows works. */
final class DocumentedFunctionsTest {

    private static final Path PAGE = Path.of("../docs/functions.md");
    private static final Pattern OWN_FUNCTION =
            Pattern.compile("```java\\n// pipelines/[a-z]+/(functions/\\w+\\.java)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ITS_USE = Pattern.compile("```yaml\\n(name: .*initials.*)\\n```");

    @TempDir
    private Path folder;

    private String page = "";

    @BeforeEach
    void readThePage() throws IOException {
        page = Files.readString(PAGE);
        Files.writeString(folder.resolve("source.yaml"), "name: clinic\ntimezone: Europe/Berlin\n");
    }

    @Test
    void tellsOfEveryFunction() {
        Workspace workspace = Workspace.read(folder, Map.of());
        Set<String> ours = new TreeSet<>(new RiverFunctions(workspace, Map.of())
                .of(workspace.systems().get("clinic"))
                .functionNames());
        ours.removeAll(FhirPath.standard().functionNames());

        assertThat(ours)
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(page).containsPattern("[`.]" + name + "\\("));
    }

    @Test
    void showsAFunctionOfOnesOwnThatWorks() throws IOException {
        Matcher file = OWN_FUNCTION.matcher(page);
        Matcher use = ITS_USE.matcher(page);
        assertThat(file.find() && use.find()).isTrue();
        Files.createDirectories(folder.resolve("functions"));
        Files.writeString(folder.resolve(file.group(1)), file.group(2));
        Files.writeString(folder.resolve("patients.yaml"), """
                name: clinic-patients
                key: [id]
                resources:
                  - template:
                      resourceType: Patient
                      %s
                """.formatted(use.group(1)));

        assertThat(mapped(Map.of("id", 1, "first_names", "Anna Maria"))).contains("\"given\":[\"A. M.\"]");
    }

    private String mapped(Map<String, Object> record) {
        Workspace workspace = Workspace.read(folder, Map.of());
        Problems problems = new Problems();
        CompiledPipeline pipeline = new PipelineCompiler(workspace, Map.of())
                .compile(workspace.pipelines().get("clinic-patients"), problems)
                .orElseThrow(() -> new AssertionError(problems.toString()));
        return pipeline.map(record, new MappingContext(Instant.EPOCH))
                .fold(
                        mapped -> new String(
                                ((MappedResource.Written) mapped.resources().get(0)).json(), UTF_8),
                        rejected -> rejected.cause());
    }
}
