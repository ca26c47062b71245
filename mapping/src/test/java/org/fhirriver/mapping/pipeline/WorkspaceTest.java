package org.fhirriver.mapping.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.source.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceTest {

    private static final String SOURCE = """
            name: mimic
            timezone: America/New_York
            database:
              url: ${MIMIC_JDBC_URL:-jdbc:postgresql://localhost:5432/mimic}
              user: ${MIMIC_JDBC_USER:-river}
              password: ${MIMIC_JDBC_PASSWORD:-}
            """;

    private static final String ADMISSIONS = """
            name: mimic-admissions
            key: [hadm_id]
            extract:
              table: admissions
              select: subject_id
              columns: {hadm_id: integer, admittime: timestamp}
            hook: hooks/AdmissionsHook.java
            validate: warn
            resources:
              - when: hadm_id.exists()
                template:
                  resourceType: Encounter
                  status: finished
              - name: Stay
                id: "'stay-' & hadm_id"
                template: {resourceType: Encounter}
            """;

    private static final String PATIENTS = """
            name: openmrs-patients
            key: patient_id
            timezone: Africa/Nairobi
            extract:
              sql: SELECT patient_id FROM patient
              children:
                names: {sql: "SELECT person_id, given_name FROM person_name", on: person_id, order: person_name_id}
              touched-by: {person: person_id, person_name: [person_id]}
            resources:
              - template: {resourceType: Patient}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSystem() throws IOException {
        write("mimic/source.yaml", SOURCE);
        write("mimic/hooks/AdmissionsHook.java", "class AdmissionsHook {}");
    }

    @Test
    void readsARowPipeline() throws IOException {
        write("mimic/admissions.yaml", ADMISSIONS);

        Workspace workspace = Workspace.read(folder, Map.of());

        assertThat(workspace.problems()).isEmpty();
        Pipeline pipeline = workspace.pipeline("mimic-admissions").orElseThrow();
        assertThat(pipeline.system().name()).isEqualTo("mimic");
        assertThat(pipeline.key()).containsExactly("hadm_id");
        assertThat(pipeline.extraction().source()).isEqualTo("mimic");
        assertThat(pipeline.extraction().select()).containsExactly("subject_id");
        assertThat(pipeline.extraction().reading())
                .isInstanceOfSatisfying(
                        Extraction.Table.class,
                        table -> assertThat(table.name()).isEqualTo("admissions"));
        assertThat(pipeline.extraction().columns())
                .containsEntry("hadm_id", ColumnType.INTEGER)
                .containsEntry("admittime", ColumnType.TIMESTAMP);
        assertThat(pipeline.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(pipeline.hook()).isEqualTo(folder.resolve("mimic/hooks/AdmissionsHook.java"));
        assertThat(pipeline.validation()).isEqualTo(Validation.WARN);
        assertThat(pipeline.resources()).extracting(ResourceRule::name).containsExactly("Encounter", "Stay");
        assertThat(pipeline.resource("Stay").orElseThrow().id()).hasToString("'stay-' & hadm_id");
    }

    @Test
    void readsAQueryPipelineWithItsChildren() throws IOException {
        write("mimic/patients.yaml", PATIENTS);

        Workspace workspace = Workspace.read(folder.resolve("mimic"), Map.of());

        assertThat(workspace.problems()).isEmpty();
        Extraction extraction =
                workspace.pipeline("openmrs-patients").orElseThrow().extraction();
        assertThat(extraction.select()).containsExactly("patient_id");
        assertThat(extraction.children()).singleElement().satisfies(child -> {
            assertThat(child.on()).containsExactly("person_id");
            assertThat(child.parent()).containsExactly("patient_id");
            assertThat(child.order()).isEqualTo("person_name_id");
        });
        assertThat(extraction.touchedBy()).extracting(Extraction.Touch::table).containsExactly("person", "person_name");
        assertThat(extraction.declaredNames(List.of("patient_id"))).containsExactly("patient_id", "names");
    }

    @Test
    void readsWhatStandsInForAQuery() throws IOException {
        write("mimic/patients.yaml", PATIENTS.replace(", order:", ", if-missing: [SELECT 2, none], order:"));

        Workspace workspace = Workspace.read(folder.resolve("mimic"), Map.of());

        assertThat(workspace.problems()).isEmpty();
        Extraction extraction =
                workspace.pipeline("openmrs-patients").orElseThrow().extraction();
        assertThat(extraction.reading())
                .isInstanceOfSatisfying(
                        Extraction.Query.class,
                        query -> assertThat(query.ifMissing()).isEqualTo(new Extraction.Fails()));
        assertThat(extraction.children().get(0).ifMissing())
                .isEqualTo(new Extraction.Instead("SELECT 2", new Extraction.NoRows()));
    }

    @Test
    void takesTheTimeZoneFromTheEnvironment() throws IOException {
        write("mimic/source.yaml", "name: mimic\ntimezone: ${ZONE:-Mars}\n");
        write("mimic/patients.yaml", PATIENTS);

        Workspace nairobi = Workspace.read(folder.resolve("mimic"), Map.of("ZONE", "Africa/Nairobi"));
        Workspace mars = Workspace.read(folder.resolve("mimic"), Map.of());

        assertThat(nairobi.systems().get("mimic").zone()).isEqualTo(ZoneId.of("Africa/Nairobi"));
        assertThat(mars.problems())
                .extracting(Object::toString)
                .anyMatch(problem -> problem.contains("source.yaml:2:11: unknown time zone 'Mars'"));
    }

    @Test
    void takesTheDatabaseFromTheEnvironmentAndFromFiles() throws IOException {
        write("mimic/secret", "from-file\n");
        write("mimic/source.yaml", SOURCE.replace("${MIMIC_JDBC_PASSWORD:-}", "${file:secret}"));

        Database database = database(Map.of("MIMIC_JDBC_URL", "jdbc:x", "MIMIC_JDBC_USER", " "));

        assertThat(database.url()).isEqualTo("jdbc:x");
        assertThat(database.user()).isEqualTo("river");
        assertThat(database.password()).isEqualTo("from-file");
        assertThat(database.unresolved()).isEmpty();
        assertThat(database).hasToString("the database of " + folder.resolve("mimic/source.yaml:4:3"));
    }

    @Test
    void readsAVariableFromTheFileThatItsCompanionNames() throws IOException {
        Path secret = write("secret", "kept safe\n");

        assertThat(database(Map.of("MIMIC_JDBC_PASSWORD_FILE", secret.toString()))
                        .password())
                .isEqualTo("kept safe");
    }

    @Test
    void leavesAMissingVariableToWhoOpensTheDatabase() throws IOException {
        write("mimic/source.yaml", SOURCE.replace(":-jdbc:postgresql://localhost:5432/mimic", ""));

        Database database = database(Map.of());

        assertThat(database.unresolved())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .endsWith("mimic/source.yaml:4:8: the environment variable MIMIC_JDBC_URL is not set"));
    }

    @Test
    void refusesPasswordsInFiles() throws IOException {
        write("mimic/source.yaml", SOURCE.replace("PASSWORD:-}", "PASSWORD:-secret}"));
        write("other/source.yaml", "name: other\ntimezone: UTC\ndatabase: {url: \"jdbc:x?password=abc\"}\n");

        assertThat(problems())
                .satisfiesExactly(
                        first ->
                                assertThat(first).contains("source.yaml:6:13: a password is never written into a file"),
                        second -> assertThat(second).contains("other/source.yaml:3:17: a password is never written"));
    }

    @Test
    void keepsGoodPipelinesWhenOthersAreBad() throws IOException {
        write("mimic/admissions.yaml", ADMISSIONS);
        write("mimic/patients.yaml", PATIENTS.replace("key:", "kye:"));
        write("mimic/stays.yaml", "name: [");
        write("mimic/again.yaml", ADMISSIONS);

        Workspace workspace = Workspace.read(folder, Map.of());

        assertThat(workspace.pipelines()).containsOnlyKeys("mimic-admissions");
        assertThat(workspace.broken()).containsExactlyInAnyOrder("openmrs-patients", "patients", "stays");
        assertThat(messages(workspace.problems()))
                .satisfiesExactlyInAnyOrder(
                        p -> assertThat(p)
                                .contains("again.yaml:1:7: the pipeline in")
                                .contains("admissions.yaml:1:7"),
                        p -> assertThat(p)
                                .contains("patients.yaml:2:1: unknown key 'kye'")
                                .endsWith("did you mean 'key'?"),
                        p -> assertThat(p).contains("stays.yaml:1:8: Not YAML"));
    }

    @Test
    void seesWhatHasBeenSaved() throws IOException {
        Path file = write("mimic/admissions.yaml", ADMISSIONS);
        Pipeline pipeline =
                Workspace.read(folder, Map.of()).pipeline("mimic-admissions").orElseThrow();
        Fingerprint all = Fingerprint.of(folder);
        Fingerprint own = Fingerprint.of(pipeline);

        write("mimic/patients.yaml", PATIENTS);
        write("mimic/tests/a/record.json", "{}");

        assertThat(Fingerprint.of(folder)).isNotEqualTo(all);
        assertThat(Fingerprint.of(pipeline)).isEqualTo(own);

        write("mimic/maps/gender.csv", "source,target\n");

        assertThat(Fingerprint.of(pipeline)).isNotEqualTo(own);

        Fingerprint withMap = Fingerprint.of(pipeline);
        Files.writeString(file, ADMISSIONS + "\n");

        assertThat(Fingerprint.of(pipeline)).isNotEqualTo(withMap).isEqualTo(Fingerprint.of(pipeline));
    }

    private Database database(Map<String, String> environment) {
        Workspace workspace = Workspace.read(folder, environment);
        assertThat(workspace.problems()).isEmpty();
        return workspace.systems().get("mimic").database();
    }

    private List<String> problems() {
        return messages(Workspace.read(folder, Map.of()).problems());
    }

    private static List<String> messages(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
