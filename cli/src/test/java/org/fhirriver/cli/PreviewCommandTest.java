package org.fhirriver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreviewCommandTest {

    @TempDir
    Path project;

    @BeforeEach
    void fillTheSource() throws IOException, SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE patients (id INT, sex CHAR(1), born DATE, family TEXT, given TEXT)");
            statement.execute(
                    "INSERT INTO patients VALUES (1, 'M', '1970-01-31', 'Huber', 'Josef'), (2, 'X', NULL, 'Huber',"
                            + " 'Eva')");
        }
        Typed.writeClinic(project, url);
    }

    @Test
    void showsARecordBesideItsResourcesWithTheValidationBelow() {
        Typed typed = Typed.in(project, "preview", "clinic-patients", "--key", "1");

        assertThat(typed.err()).isEmpty();
        assertThat(typed.status()).isZero();
        assertThat(typed.out())
                .startsWith("clinic-patients  1\n")
                .containsPattern("born +1970-01-31 +\\| +\"id\": ")
                .containsPattern("\\* Patient/[-0-9a-f]+ is valid");
    }

    @Test
    void showsWhyARecordWouldBeRejected() {
        Typed typed = Typed.in(project, "preview", "clinic-patients", "--limit", "5");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .contains("clinic-patients  1\n")
                .contains("clinic-patients  2\n")
                .contains("| rejected: Patient.gender: The map 'gender'");
    }

    @Test
    void saysThatThereIsNoSuchRecord() {
        Typed typed = Typed.in(project, "preview", "clinic-patients", "--key", "7");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.err()).isEqualTo("The source of clinic-patients has no record with the key 7.\n");
    }

    @Test
    void saysThatAKeyIsOfTheWrongType() {
        Typed typed = Typed.in(project, "preview", "clinic-patients", "--key", "x");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.err()).contains("Column ID holds whole numbers");
    }
}
