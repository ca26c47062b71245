package org.fhirriver.connect.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connector whose place in the log of changes is gone says so, rather than to go on behind a gap. */
final class LostPlaceIT {

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
    void failsWhenPostgreSqlHasLostTheSlot() throws SQLException {
        capture.inPostgreSql("CREATE TABLE icustays (row_id integer PRIMARY KEY)");
        capture.apply(Capture.shipped("mimic-cdc"));
        capture.tell("mimic-cdc", "stop", "STOPPED");
        await().atMost(Capture.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> capture.inPostgreSql("SELECT pg_drop_replication_slot('river_mimic')"));

        capture.tell("mimic-cdc", "resume", "RUNNING");

        assertThat(failure("mimic-cdc")).contains("no longer available on the server");
        goesOnWithoutItsPlace("mimic-cdc");
        capture.inPostgreSql("INSERT INTO icustays VALUES (2)");
        assertThat(capture.events("changes.mimic.public.icustays", 1)).hasSize(1);
    }

    @Test
    void failsWhenMariaDbHasPurgedItsLog() throws SQLException {
        capture.inOpenmrs("CREATE TABLE visit (visit_id INT PRIMARY KEY)");
        capture.apply(Capture.shipped("openmrs-cdc"));
        capture.tell("openmrs-cdc", "stop", "STOPPED");
        capture.inOpenmrs("INSERT INTO visit VALUES (1)", "FLUSH BINARY LOGS");
        capture.inOpenmrs("INSERT INTO visit VALUES (2)", "FLUSH BINARY LOGS");
        // A file that a connection still reads is not purged.
        await().atMost(Capture.PATIENCE).until(() -> {
            capture.inOpenmrs("PURGE BINARY LOGS TO 'binlog.000003'");
            return capture.askOpenmrs("SHOW BINARY LOGS").equals("binlog.000003");
        });

        capture.tell("openmrs-cdc", "resume", "RUNNING");

        assertThat(failure("openmrs-cdc")).contains("required binlog files have been purged");
        goesOnWithoutItsPlace("openmrs-cdc");
        capture.inOpenmrs("INSERT INTO visit VALUES (3)");
        assertThat(capture.events("changes.openmrs.openmrs.visit", 1)).hasSize(1);
    }

    private static String failure(String connector) {
        await().atMost(Capture.PATIENCE)
                .until(() -> capture.ask(connector, "/status")
                        .at("/tasks/0/state")
                        .asText()
                        .equals("FAILED"));
        return capture.ask(connector, "/status").at("/tasks/0/trace").asText();
    }

    private static void goesOnWithoutItsPlace(String connector) {
        capture.tell(connector, "stop", "STOPPED");
        capture.forgetPlace(connector);
        capture.tell(connector, "resume", "RUNNING");
        capture.awaitPlace(connector);
    }
}
