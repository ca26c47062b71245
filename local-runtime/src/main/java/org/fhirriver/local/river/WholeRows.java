package org.fhirriver.local.river;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.fhirriver.local.postgres.PostgresCluster;

/**
 * Lets PostgreSQL write whole rows to its log of changes, as they were before too; else it tells of the primary key
 * only.
 *
 * @param cluster the server, which runs
 * @param database one of its databases
 */
record WholeRows(PostgresCluster cluster, String database) {

    private static final String SQL = """
            DO $$
            DECLARE each regclass;
            BEGIN
              FOR each IN SELECT oid FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relreplident <> 'f'
              LOOP
                EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', each);
              END LOOP;
            END $$
            """;

    void inTheLog() {
        try (Connection connection = cluster.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(SQL);
        } catch (SQLException e) {
            throw new StartProblem(
                    ExitCode.SAMPLE,
                    "The database %s does not log whole rows (PostgreSQL says %s)"
                            .formatted(database, e.getSQLState()));
        }
    }
}
