package org.fhirriver.local.river;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CapturesTest {

    @TempDir
    private Path connectors;

    @BeforeEach
    void writeConnectors() throws Exception {
        Path sources = Files.createDirectories(connectors.resolve("sources"));
        for (String name : new String[] {"mimic-cdc", "openmrs-cdc", "openmrs-mysql-cdc"}) {
            Files.writeString(sources.resolve(name + ".json"), "{}");
        }
    }

    @Test
    void takesTheConnectorOfEachAddress() throws Exception {
        Captures captures = Captures.of(
                connectors,
                Map.of(
                        "MIMIC_JDBC_URL", "jdbc:postgresql://localhost:6432/mimic",
                        "MIMIC_JDBC_USER", "river",
                        "OPENMRS_JDBC_URL", "jdbc:mysql://db.example/openmrs_prod?useSSL=true",
                        "SYNTHEA_JDBC_URL", "jdbc:postgresql://localhost:6432/synthea"));

        assertThat(captures.connectors())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("mimic-cdc.json", "openmrs-mysql-cdc.json");
        assertThat(captures.environment())
                .containsEntry("MIMIC_CDC_HOST", "localhost")
                .containsEntry("MIMIC_CDC_PORT", "6432")
                .containsEntry("MIMIC_CDC_DATABASE", "mimic")
                .containsEntry("MIMIC_CDC_USER", "river")
                .containsEntry("MIMIC_CDC_PASSWORD", "")
                .containsEntry("OPENMRS_CDC_HOST", "db.example")
                .containsEntry("OPENMRS_CDC_PORT", "3306")
                .containsEntry("OPENMRS_CDC_DATABASE", "openmrs_prod");
    }

    @Test
    void leavesWhatIsGivenAsItIs() throws Exception {
        Captures captures = Captures.of(
                connectors,
                Map.of(
                        "OPENMRS_JDBC_URL", "jdbc:mariadb://replica/openmrs",
                        "OPENMRS_CDC_HOST", "primary",
                        "OPENMRS_CDC_USER", "debezium"));

        assertThat(captures.environment())
                .containsEntry("OPENMRS_CDC_HOST", "primary")
                .containsEntry("OPENMRS_CDC_USER", "debezium")
                .containsEntry("OPENMRS_CDC_DATABASE", "openmrs");
    }
}
