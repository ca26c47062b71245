package org.fhirriver.mapping.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.functions.RiverFunctions;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.typed.TypedTemplate;
import org.fhirriver.mapping.value.ValueWriters;

/** A source system in which random templates are compiled, with a concept map and a pipeline to refer to. */
final class FuzzedSystem {

    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final RiverFunctions functions;
    private final FhirPath fhirPath;
    private final ValueWriters writers = new ValueWriters(ZONE);

    FuzzedSystem(Path folder) throws IOException {
        write(folder);
        Map<String, String> environment = Map.of("RIVER_PSEUDONYM_KEY", "a key of sixteen letters");
        Workspace workspace = Workspace.read(folder, environment);
        assertThat(workspace.problems()).isEmpty();
        functions = new RiverFunctions(workspace, environment);
        fhirPath = functions.of(workspace.pipelines().get("others").system());
    }

    /** Writes the system's files. */
    static void write(Path folder) throws IOException {
        Path clinic = Files.createDirectories(folder.resolve("clinic/maps")).getParent();
        Files.write(
                clinic.resolve("source.yaml"),
                List.of(
                        "name: clinic",
                        "timezone: America/New_York",
                        "database: {url: jdbc:postgresql://localhost/clinic}"));
        Files.writeString(
                clinic.resolve("maps/words.csv"), "source,target,display,system\nabc,male,Male,http://x\n1.2,d,,\n");
        Files.write(
                clinic.resolve("others.yaml"),
                List.of(
                        "name: others",
                        "key: [id]",
                        "extract: {table: others, columns: {id: integer}}",
                        "resources: [{template: {resourceType: Patient}}]"));
    }

    /** Compiles a template as a pipeline's is. */
    Optional<TypedTemplate> compile(String yaml, Problems problems) {
        return Documents.yaml("t.yaml", yaml, problems)
                .filter(source -> problems.isEmpty())
                .flatMap(source -> TypedTemplate.compile(
                        source,
                        writers,
                        new ExpressionCompiler(fhirPath),
                        functions.references()::resourceType,
                        Variables.none(),
                        problems));
    }
}
