package org.fhirriver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fhirriver.mapping.schema.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaCommandTest {

    @TempDir
    Path project;

    @Test
    void writesTheSchemasBesideTheSystems() throws Exception {
        Path pipelines = Files.createDirectories(project.resolve("pipelines"));

        Typed typed = Typed.in(project, "schema");

        assertThat(typed.status()).isZero();
        assertThat(pipelines.resolve("pipeline.schema.json")).hasContent(Schemas.pipeline());
        assertThat(pipelines.resolve("source.schema.json")).hasContent(Schemas.source());
    }

    @Test
    void saysThatThereIsNoFolder() {
        assertThat(Typed.in(project, "schema", "nowhere").status()).isEqualTo(1);
    }
}
