package org.fhirriver.connect.debezium;

import java.sql.SQLException;
import org.fhirriver.test.MySqlForTests;
import org.junit.jupiter.api.Test;

final class MySqlChangesIT {

    @Test
    void areTold() throws SQLException {
        try (var capture = new Capture(MySqlForTests.startReal())) {
            OpenmrsChanges.areTold(capture, "openmrs-mysql-cdc");
        }
    }
}
