package org.fhirriver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MapCommandTest {

    private static final String HEADER = "ID,sex,born,family,given\n";

    @TempDir
    Path project;

    @BeforeEach
    void writePipelines() throws IOException {
        Typed.writeClinic(project, "jdbc:none");
    }

    @Test
    void writesAResourceALine() throws IOException {
        Path rows = Typed.write(
                project.resolve("rows.csv"), HEADER + "1,M,1970-01-31,\"Huber, Dr.\",Josef\n2,F,,Müller,Eva\n");

        Typed typed = Typed.in(project, "map", "clinic-patients", "--input", rows.toString());

        assertThat(typed.status()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"resourceType\":\"Patient\""));
        assertThat(typed.out())
                .contains("\"birthDate\":\"1970-01-31\"")
                .contains("{\"family\":\"Huber, Dr.\",\"given\":[\"J.\"]}")
                .contains("\"family\":\"Müller\"");
    }

    @Test
    void tellsWhyRowsAreRejected() throws IOException {
        Path rows = Typed.write(
                project.resolve("rows.csv"),
                HEADER + "1,M,1970-01-31,Huber,Josef\nx,M,,Huber,Josef\n3,X,,Huber,Josef\n,M,,Huber,J\n5,M\n");

        Typed typed = Typed.in(project, "map", "clinic-patients", "--input", rows.toString());

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.out().lines()).hasSize(1);
        assertThat(typed.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("{\"line\":3,\"cause\":\"The column 'id' is not an integer\"}"),
                        second -> assertThat(second)
                                .startsWith("{\"line\":4,\"key\":\"3\",\"cause\":\"")
                                .contains("The map 'gender' does not have the code")
                                .contains("\"element\":\"Patient.gender\"")
                                .contains("patients.yaml:9:"),
                        third -> assertThat(third).isEqualTo("{\"line\":5,\"cause\":\"The key column 'id' is null\"}"),
                        fourth -> assertThat(fourth)
                                .isEqualTo("{\"line\":6,\"cause\":\"The row has 2 fields, but there are 5 columns\"}"));
    }

    @Test
    void mapsJsonLinesToAFile() throws IOException {
        Path rows = Typed.write(project.resolve("rows.ndjson"), """
                {"id": 1, "sex": "M", "family": "Huber", "given": "Josef"}

                {"id": 2, "sex": "F", "family": "Huber"
                {"id": 3, "sex": "F", "family": "Huber", "given": "Eva"}""");
        Path out = project.resolve("out.ndjson");

        Typed typed =
                Typed.in(project, "map", "clinic-patients", "--input", rows.toString(), "--output", out.toString());

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.out()).startsWith("3 rows, 2 resources, 1 rejected, in ");
        assertThat(typed.err()).startsWith("{\"line\":3,").contains("not JSON");
        assertThat(out).content().contains("\"given\":[\"J.\"]").contains("\"given\":[\"E.\"]");
        assertThat(project).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void readsOtherSeparatorsEncodingsAndCompressedFiles() throws IOException {
        Path rows = project.resolve("rows.csv.gz");
        String text = HEADER.replace(',', ';') + "1;F;1970-01-31;Müller, geb. Huber;Eva\n";
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(rows))) {
            file.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        Typed typed =
                Typed.in(project, "map", "clinic-patients", "--input", rows.toString(), "--encoding", "ISO-8859-1");
        Typed wrong = Typed.in(project, "map", "clinic-patients", "--input", rows.toString());

        assertThat(typed.out()).contains("\"family\":\"Müller, geb. Huber\"");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("--encoding");
    }

    @Test
    void keepsNothingOfAFileThatIsCutOff() throws IOException {
        Path rows = Typed.write(project.resolve("rows.csv"), HEADER + "1,M,1970-01-31,\"Huber,Josef\n");
        Path out = project.resolve("out.ndjson");

        Typed typed =
                Typed.in(project, "map", "clinic-patients", "--input", rows.toString(), "--output", out.toString());

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.err()).startsWith("The input is not CSV");
        assertThat(out).doesNotExist();
    }

    @Test
    void mapsAsHooksSayToo() throws IOException {
        Path clinic = project.resolve("pipelines/clinic");
        Typed.write(clinic.resolve("hooks/Active.java"), """
                import java.util.List;
                import org.fhirriver.hapi.Mapping;
                import org.fhirriver.hapi.ProcessEvent;
                import org.fhirriver.hapi.RecordEvent;
                import org.hl7.fhir.r4.model.Patient;
                import org.hl7.fhir.r4.model.Resource;

                public final class Active implements ProcessEvent {
                    @Override
                    public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception {
                        List<Resource> resources = mapping.map(event);
                        ((Patient) resources.get(0)).setActive(true);
                        return resources;
                    }
                }
                """);
        Path file = clinic.resolve("patients.yaml");
        Files.writeString(file, Files.readString(file, UTF_8) + "hook: hooks/Active.java\n");
        Path rows = Typed.write(project.resolve("rows.csv"), HEADER + "1,M,1970-01-31,Huber,Josef\n");

        Typed typed = Typed.in(project, "map", "clinic-patients", "--input", rows.toString());

        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).contains("\"active\":true");
    }

    @Test
    void saysWhatIsWrongBeforeItMaps() throws IOException {
        Path rows = Typed.write(project.resolve("rows.csv"), HEADER);
        Path file = project.resolve("pipelines/clinic/patients.yaml");
        Files.writeString(file, Files.readString(file).replace("birthDate", "birthdate"));

        Typed broken = Typed.in(project, "map", "clinic-patients", "--input", rows.toString());
        Typed unknown = Typed.in(project, "map", "clinic-patient", "--input", rows.toString());
        Typed incomplete = Typed.in(project, "map", "clinic-patients");

        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.err()).contains("patients.yaml:10:7: ");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("did you mean 'clinic-patients'?");
        assertThat(incomplete.status()).isEqualTo(64);
    }
}
