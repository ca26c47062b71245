package org.fhirriver.connect.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;

/** Changes of every kind in OpenMRS's database. */
final class OpenmrsChanges {

    private OpenmrsChanges() {}

    /** Makes them, and asserts that a connector as it is shipped tells of them. */
    static void areTold(Capture capture, String connector) throws SQLException {
        capture.inOpenmrs(
                "CREATE TABLE person (person_id INT PRIMARY KEY, gender VARCHAR(1), dead BOOLEAN, birthdate DATE)",
                "INSERT INTO person VALUES (1, 'F', FALSE, '1990-01-01')");
        capture.apply(Capture.shipped(connector));

        capture.inOpenmrs(
                "INSERT INTO person VALUES (2, 'M', FALSE, '1990-01-01')",
                "UPDATE person SET dead = TRUE WHERE person_id = 2",
                "DELETE FROM person WHERE person_id = 2",
                "CREATE TABLE obs (obs_id INT PRIMARY KEY, value_numeric DOUBLE)",
                "INSERT INTO obs VALUES (3, 36.6)",
                "TRUNCATE person");

        List<JsonNode> person = capture.events(capture.openmrsTopics() + "person", 4);
        assertThat(person).extracting(event -> event.path("op").asText()).containsExactly("c", "u", "d", "t");
        assertThat(person.get(1).at("/before/dead").asInt()).isZero();
        assertThat(person.get(1).at("/after/dead").asInt()).isEqualTo(1);
        assertThat(person.get(2).at("/before/gender").asText()).isEqualTo("M");
        JsonNode obs = capture.events(capture.openmrsTopics() + "obs", 1).get(0);
        assertThat(obs.at("/after/value_numeric").asDouble()).isEqualTo(36.6);
    }
}
