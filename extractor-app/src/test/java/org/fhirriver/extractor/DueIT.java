package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moments that pass while no extractor runs. */
final class DueIT {

    @TempDir
    private Path folder;

    @Test
    void makesUpForTheMomentsThatPassedInAPause() throws Exception {
        try (River river = new River(folder)) {
            river.set("EXTRACTOR_DUE_EVERY", "200ms");
            river.file("hospital/orders.yaml", """
                    name: hospital-orders
                    key: id
                    extract: {table: orders, due: [ends]}
                    resources:
                      - template: {resourceType: Basic, code: {text: x}}
                    """);
            river.sql(
                    "CREATE TABLE orders (id integer PRIMARY KEY, ends timestamp)",
                    "INSERT INTO orders VALUES (1, '2020-01-01')");
            river.start();
            river.awaitReady();
            river.sql("INSERT INTO orders VALUES (2, " + in("3 seconds") + ")");
            awaitKeys(river, "2");
            river.sql("INSERT INTO orders VALUES (3, " + in("2 seconds") + ")");
            river.stop();
            await().atMost(Duration.ofMinutes(2)).until(() -> isPast(river, 3));

            river.start();

            awaitKeys(river, "2", "3");
        }
    }

    /** A local time of the source's zone. */
    private static String in(String time) {
        return "now() AT TIME ZONE 'Europe/Berlin' + interval '" + time + "'";
    }

    private static boolean isPast(River river, int order) throws Exception {
        try (Connection connection = river.postgres().connect("hospital");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT ends < " + in("-1 second") + " FROM orders WHERE id = " + order)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void awaitKeys(River river, String... keys) {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(keys(river)).containsExactly(keys));
    }

    private static List<String> keys(River river) {
        return river.messages("hospital-orders").stream()
                .map(River::key)
                .sorted()
                .toList();
    }
}
