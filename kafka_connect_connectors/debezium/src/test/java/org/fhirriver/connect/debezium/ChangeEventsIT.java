package org.fhirriver.connect.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told of changes in real databases. */
final class ChangeEventsIT {

    /** PostgreSQL keeps texts of this size outside the row, and does not tell of them when they stay the same. */
    private static final String LONG_TEXT =
            "(SELECT string_agg(md5(n::text || random()), '') FROM generate_series(1, 500) n)";

    private static Capture capture;

    @BeforeAll
    static void start() throws SQLException {
        capture = new Capture();
    }

    @AfterAll
    static void stop() {
        capture.close();
    }

    @Test
    void tellWhatHappensInPostgreSql() throws SQLException {
        capture.inPostgreSql(
                "CREATE TABLE patients (row_id integer PRIMARY KEY, subject_id integer, dob timestamp, note text)",
                "ALTER TABLE patients REPLICA IDENTITY FULL",
                "CREATE TABLE labevents (row_id integer PRIMARY KEY, note text, valuenum numeric(10, 2))",
                "INSERT INTO patients VALUES (1, 10001, '2125-01-01', 'there before')");
        capture.apply(Capture.shipped("mimic-cdc"));

        capture.inPostgreSql(
                "INSERT INTO patients VALUES (2, 10002, '2125-01-01 12:00:00.25', " + LONG_TEXT + ")",
                "UPDATE patients SET subject_id = 10003 WHERE row_id = 2",
                "DELETE FROM patients WHERE row_id = 2",
                "TRUNCATE patients",
                "INSERT INTO labevents VALUES (7, " + LONG_TEXT + ", 1.50)",
                "UPDATE labevents SET valuenum = 2.5 WHERE row_id = 7");

        List<JsonNode> patients = capture.events("changes.mimic.public.patients", 4);
        assertThat(patients).extracting(ChangeEventsIT::operation).containsExactly("c", "u", "d", "t");
        assertThat(patients.get(1).at("/before/subject_id").asInt()).isEqualTo(10002);
        assertThat(patients.get(1).at("/after/subject_id").asInt()).isEqualTo(10003);
        assertThat(patients.get(1).at("/after/note")).isEqualTo(patients.get(0).at("/after/note"));
        assertThat(patients.get(2).at("/before/subject_id").asInt()).isEqualTo(10003);
        assertThat(patients.get(2).at("/source/txId").isIntegralNumber()).isTrue();
        List<JsonNode> labevents = capture.events("changes.mimic.public.labevents", 2);
        assertThat(labevents.get(0).at("/after/valuenum").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(labevents.get(1).at("/after/note").asText()).isEqualTo("__debezium_unavailable_value");
    }

    @Test
    void tellWhatHappensInMariaDb() throws SQLException {
        OpenmrsChanges.areTold(capture, "openmrs-cdc");
    }

    @Test
    void tellWhatIsThereWhenAskedTo() throws SQLException {
        capture.inPostgreSql(
                "CREATE TABLE prescriptions (row_id integer PRIMARY KEY, drug text)",
                "INSERT INTO prescriptions VALUES (1, 'Aspirin')");
        var connector = (ObjectNode) Capture.shipped("mimic-cdc");
        connector.put("name", "initial");
        connector
                .withObject("/config")
                .put("topic.prefix", "initial")
                .put("snapshot.mode", "initial")
                .put("slot.name", "initial")
                .put("publication.name", "initial");

        capture.apply(connector);

        JsonNode event = capture.events("initial.public.prescriptions", 1).get(0);
        assertThat(operation(event)).isEqualTo("r");
        assertThat(event.at("/after/drug").asText()).isEqualTo("Aspirin");
    }

    private static String operation(JsonNode event) {
        return event.path("op").asText();
    }
}
