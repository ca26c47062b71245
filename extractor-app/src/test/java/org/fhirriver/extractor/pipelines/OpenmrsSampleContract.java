package org.fhirriver.extractor.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fhirriver.extractor.source.Filters;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.SourceRecord;
import org.fhirriver.hapi.validation.Finding;
import org.fhirriver.hapi.validation.ResourceValidator;
import org.fhirriver.mapping.engine.CompiledPipeline;
import org.fhirriver.mapping.engine.MappedResource;
import org.fhirriver.mapping.engine.MappingContext;
import org.fhirriver.mapping.engine.PipelineCompiler;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.test.DatabaseServer;
import org.fhirriver.test.SampleTables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample of OpenMRS, read from a database and mapped, gives the documents that its rows mean by the rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenmrsSampleContract {

    private static final Path PIPELINES = Path.of("../pipelines");
    private static final Path SAMPLE = PIPELINES.resolve("openmrs/sample");
    private static final Path EXPECTED = Path.of("src/test/resources/openmrs");
    /** After the sample's last event, and before those that it has in a far future. */
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private DatabaseServer server;

    /** Starts the server that has the tables. */
    abstract DatabaseServer server();

    @BeforeAll
    void start() {
        server = server();
    }

    @AfterAll
    void stop() {
        // There is none when the tests are skipped.
        if (server != null) {
            server.close();
        }
    }

    @Test
    void becomesTheDocumentsThatTheRulesSay() throws Exception {
        Map<String, JsonNode> mapped = documents(load("openmrs", List.of()));

        Map<String, JsonNode> expected = expected();
        assertThat(mapped.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach(
                (id, document) -> assertThat(normal(mapped.get(id))).as(id).isEqualTo(normal(document)));
    }

    private Map<String, JsonNode> expected() throws IOException {
        Map<String, JsonNode> expected = new TreeMap<>();
        try (Stream<Path> files = Files.list(EXPECTED)) {
            for (Path file : files.toList()) {
                json.readTree(file.toFile()).forEach(document -> expected.put(id(document), document));
            }
        }
        return expected;
    }

    @Test
    void isValidR4() throws Exception {
        Map<String, JsonNode> documents = documents(load("openmrs_valid", List.of()));

        documents.forEach((id, document) -> assertThat(
                        ResourceValidator.shared().validate(document.toString().getBytes(UTF_8)).stream()
                                .filter(finding -> finding.severity() == Finding.Severity.ERROR))
                .as(id)
                .isEmpty());
    }

    @Test
    void doesWithoutTheTablesThatNotEveryOpenmrsHas() throws Exception {
        String url = load(
                "openmrs_old",
                List.of(
                        "DROP TABLE fhir_concept_source, fhir_patient_identifier_system, fhir_contact_point_map,"
                                + " fhir_encounter_class_map, fhir_observation_category_map, obs_reference_range,"
                                + " fhir_diagnostic_report, fhir_diagnostic_report_results,"
                                + " fhir_diagnostic_report_performers, medication_dispense, conditions",
                        "ALTER TABLE encounter_diagnosis CHANGE dx_rank `rank` INT NOT NULL",
                        "ALTER TABLE allergy CHANGE comments comment VARCHAR(1024)",
                        "ALTER TABLE orders DROP fulfiller_status, DROP fulfiller_comment",
                        "ALTER TABLE location DROP FOREIGN KEY location_location_type_concept_id,"
                                + " DROP location_type_concept_id"));

        Map<String, JsonNode> documents = documents(url);

        Map<String, JsonNode> expected = expected();
        assertThat(documents).hasSizeBetween(expected.size() - 15, expected.size());
        assertThat(documents.keySet()).isSubsetOf(expected.keySet());
        // What is not told by the tables that are missing is as it is with them.
        assertThat(different(documents, expected, "Encounter", "Medication", "ServiceRequest"))
                .allSatisfy(id -> assertThat(id)
                        .startsWith("Encounter/")
                        .satisfies(encounter -> assertThat(expected.get(encounter)
                                        .at("/class/code")
                                        .asText())
                                .isEqualTo("IMP")));
        assertThat(documents.values())
                .filteredOn(document -> document.has("referenceRange"))
                .isNotEmpty();
        assertThat(documents.values().toString())
                .contains(
                        "http://loinc.org",
                        "http://snomed.info/sct",
                        "laboratory",
                        "diagnosis-rank",
                        "Since childhood");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BIT(1)", "SMALLINT"})
    void readsTrueAndFalseInEachTypeThatAnOpenmrsHasForThem(String type) throws Exception {
        String url = load("openmrs_" + type.substring(0, 3), flagsAs(type));

        Map<String, JsonNode> documents = documents(url);

        Map<String, JsonNode> expected = expected();
        assertThat(documents.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach(
                (id, document) -> assertThat(normal(documents.get(id))).as(id).isEqualTo(normal(document)));
    }

    /** The changes that give the flags of all tables another type. */
    private static List<String> flagsAs(String type) throws IOException {
        List<String> changes = new ArrayList<>();
        String table = "";
        for (String line : Files.readAllLines(SAMPLE.resolve("schema.sql"))) {
            if (line.startsWith("CREATE TABLE")) {
                table = line.split(" ")[2];
            } else if (line.contains(" TINYINT(1)")) {
                changes.add("ALTER TABLE " + table + " MODIFY "
                        + line.strip().replace("TINYINT(1)", type).replaceFirst(",$", ""));
            }
        }
        return changes;
    }

    private static List<String> different(
            Map<String, JsonNode> documents, Map<String, JsonNode> expected, String... types) {
        return documents.keySet().stream()
                .filter(id -> List.of(types).contains(id.substring(0, id.indexOf('/'))))
                .filter(id -> !normal(documents.get(id)).equals(normal(expected.get(id))))
                .toList();
    }

    /** A database with the sample and some changes; its address. */
    private String load(String name, List<String> changes) throws SQLException, IOException {
        String url = server.createDatabase(name);
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            SampleTables.make(connection, SAMPLE);
            for (String change : changes) {
                statement.execute(change);
            }
        }
        return url;
    }

    /** The documents that all records of a database become, by type and id. */
    private Map<String, JsonNode> documents(String url) throws SourceException, IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("OPENMRS_JDBC_URL", url);
        environment.put("OPENMRS_JDBC_USER", server.user());
        environment.put("OPENMRS_JDBC_PASSWORD", server.password());
        Map<String, JsonNode> documents = new TreeMap<>();
        try (Pipelines pipelines = new Pipelines(PIPELINES, environment, Clock.systemUTC())) {
            Workspace workspace = pipelines.folder().workspace();
            PipelineCompiler compiler = new PipelineCompiler(workspace, environment);
            for (Pipeline pipeline : workspace.pipelines().values()) {
                if (pipeline.extraction().source().equals("openmrs")) {
                    CompiledPipeline compiled = compiled(compiler, pipeline);
                    for (SourceRecord record : records(pipelines, pipeline)) {
                        document(compiled, record)
                                .forEach(document -> assertThat(documents.put(id(document), document))
                                        .as(id(document))
                                        .isNull());
                    }
                }
            }
        }
        return documents;
    }

    private static CompiledPipeline compiled(PipelineCompiler compiler, Pipeline pipeline) {
        Problems problems = new Problems();
        return compiler.compile(pipeline, problems).orElseThrow(() -> new AssertionError(problems.toString()));
    }

    private static List<SourceRecord> records(Pipelines pipelines, Pipeline pipeline) throws SourceException {
        List<SourceRecord> records = new ArrayList<>();
        pipelines.records(pipeline).read(Filters.NONE, null, Long.MAX_VALUE, chunk -> {
            assertThat(chunk.refused()).isEmpty();
            records.addAll(chunk.records());
            return true;
        });
        return records;
    }

    private List<JsonNode> document(CompiledPipeline pipeline, SourceRecord record) throws IOException {
        List<byte[]> written = pipeline.map(record.values(), new MappingContext(NOW))
                .fold(
                        mapped -> mapped.resources().stream()
                                .filter(MappedResource.Written.class::isInstance)
                                .map(resource -> ((MappedResource.Written) resource).json())
                                .toList(),
                        rejected -> {
                            throw new AssertionError(pipeline.pipeline().name() + " " + record.key() + ": "
                                    + rejected.cause() + " at " + rejected.elementPath());
                        });
        List<JsonNode> documents = new ArrayList<>();
        for (byte[] document : written) {
            documents.add(json.readTree(document));
        }
        return documents;
    }

    private static String id(JsonNode document) {
        return document.path("resourceType").asText() + "/"
                + document.path("id").asText();
    }

    /** A document in which equal numbers and equal times are written alike, and members have one order. */
    private static String normal(JsonNode node) {
        if (node.isObject()) {
            Map<String, String> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), normal(member.getValue())));
            return "\n" + members;
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(normal(item)));
            return items.toString();
        }
        if (node.isNumber()) {
            return node.decimalValue().stripTrailingZeros().toPlainString();
        }
        return node.asText().replaceFirst("\\+00:00$", "Z");
    }
}
