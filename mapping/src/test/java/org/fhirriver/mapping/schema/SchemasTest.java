package org.fhirriver.mapping.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemasTest {

    private static final Path PIPELINES = Path.of("../pipelines");

    private static JsonSchema pipeline;
    private static JsonSchema source;

    @BeforeAll
    static void compile() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        // Types of FHIR refer to each other without end, so what they refer to is read when it is needed.
        SchemaValidatorsConfig lazy =
                SchemaValidatorsConfig.builder().preloadJsonSchema(false).build();
        pipeline = factory.getSchema(Schemas.pipeline(), lazy);
        source = factory.getSchema(Schemas.source(), lazy);
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(PIPELINES, 2)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesEverySampleAsItIs(Path file) throws IOException {
        JsonSchema schema = file.endsWith("source.yaml") ? source : pipeline;

        assertThat(problems(schema, Files.readString(file))).isEmpty();
        assertThat(Files.readAllLines(file).get(0))
                .isEqualTo("# yaml-language-server: $schema=../"
                        + (file.endsWith("source.yaml") ? "source" : "pipeline") + ".schema.json");
    }

    @Test
    void standsBesideTheSamplesAsItIsWritten() throws IOException {
        assertThat(PIPELINES.resolve("pipeline.schema.json"))
                .as("written by ./river schema")
                .hasContent(Schemas.pipeline());
        assertThat(PIPELINES.resolve("source.schema.json"))
                .as("written by ./river schema")
                .hasContent(Schemas.source());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "active: true",
                "active: '{{ a }}'",
                "active: {'{% if a %}': true, '{% else %}': false}",
                "name: [{family: x, given: [a, '{{ b }}']}]",
                "name: ['{{ a }}', {'{% for n in names %}': {family: '{{ %n }}'}}]",
                "name: '{[ names ]}'",
                "name: {'{% for n in names %}': {family: '{{ %n }}'}}",
                "'{% if a %}': {active: true}",
                "'{% assign %}': [{x: 1}]",
                "gender: male",
                "_birthDate: {extension: [{url: a, valueCode: masked}]}",
                "contained: [{resourceType: Organization, name: x}]",
                "managingOrganization: \"{{ reference('a', b) }}\"",
                "extension: [{url: a, valueQuantity: {value: 1.5}}]",
            })
    void takesWhatTemplatesMaySay(String patient) {
        assertThat(problems(pipeline, template("Patient", patient))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Patient|activ: true|activ",
                "Patient|active: 'yes'|active",
                "Patient|gender: man|gender",
                "Patient|birthDate: 2020|birthDate",
                "Patient|name: [{famly: x}]|famly",
                "Patient|name: {family: x}|name",
                "Patient|multipleBirthInteger: two|multipleBirthInteger",
                "Pateint|active: true|resourceType",
                "Observation|value: 1|value",
            })
    void refusesWhatTheyMayNot(String type, String element, String named) {
        assertThat(problems(pipeline, template(type, element)))
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem).contains(named));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key: [a]",
                "name: p",
                "{name: p, key: []}",
                "{name: p, key: a, extract: {tabel: x}}",
                "{name: p, key: a, extract: {columns: {a: number}}}",
                "{name: p, key: a, validate: strict}",
                "{name: p, key: a, resources: [{when: a}]}",
                "{name: p, key: a, extract: {children: {c: {sql: x}}}}",
            })
    void refusesAWrongPipeline(String yaml) {
        assertThat(problems(pipeline, yaml)).isNotEmpty();
    }

    private static String template(String type, String element) {
        return "name: p\nkey: a\nresources:\n  - template:\n      resourceType: " + type + "\n      " + element + "\n";
    }

    private static List<String> problems(JsonSchema schema, String yaml) {
        Problems problems = new Problems();
        Object value = Documents.yaml("f.yaml", yaml, problems).orElseThrow().plain();
        assertThat(problems.all()).isEmpty();
        return schema.validate(new ObjectMapper().valueToTree(value)).stream()
                .map(ValidationMessage::toString)
                .toList();
    }
}
