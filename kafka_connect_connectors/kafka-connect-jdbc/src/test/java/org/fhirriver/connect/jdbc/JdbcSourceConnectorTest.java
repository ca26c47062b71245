package org.fhirriver.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbcSourceConnectorTest {

    private final H2Database database = new H2Database();
    private final JdbcSourceConnector connector = new JdbcSourceConnector();
    private final Worker worker = new Worker();

    /** What a connector may ask of its worker. */
    private static final class Worker implements SourceConnectorContext {

        private final AtomicInteger reconfigurations = new AtomicInteger();
        private final List<Exception> errors = new ArrayList<>();

        @Override
        public void requestTaskReconfiguration() {
            reconfigurations.incrementAndGet();
        }

        @Override
        public synchronized void raiseError(Exception e) {
            errors.add(e);
        }

        synchronized List<Exception> errors() {
            return List.copyOf(errors);
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new KeptOffsets();
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }
    }

    @AfterEach
    void stop() {
        connector.stop();
        database.close();
    }

    private void start(String... settings) {
        Map<String, String> configuration = new HashMap<>(database.configuration());
        configuration.put("mode", "bulk");
        configuration.put("topic.prefix", "p-");
        configuration.put("table.poll.interval.ms", "20");
        configuration.put("connection.backoff.ms", "1");
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        connector.initialize((ConnectorContext) worker);
        connector.start(configuration);
    }

    private List<List<String>> tablesOfTasks(int maxTasks) {
        return connector.taskConfigs(maxTasks).stream()
                .map(config -> TableList.read(config.get("tables")).stream()
                        .map(TableId::name)
                        .toList())
                .toList();
    }

    @Test
    void isFoundByItsServiceManifest() {
        assertThat(ServiceLoader.load(SourceConnector.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(JdbcSourceConnector.class));
    }

    @Test
    void spreadsTablesOverTasks() throws SQLException {
        database.execute("CREATE TABLE a (x INT)", "CREATE TABLE b (x INT)", "CREATE TABLE c (x INT)");
        database.execute("CREATE VIEW v AS SELECT * FROM a");

        start();

        assertThat(tablesOfTasks(1)).containsExactly(List.of("a", "b", "c"));
        assertThat(tablesOfTasks(2)).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(tablesOfTasks(9)).hasSize(3);
    }

    @Test
    void readsViewsWhenAskedTo() throws SQLException {
        database.execute("CREATE TABLE a (x INT)", "CREATE VIEW v AS SELECT * FROM a");

        start("table.types", "TABLE,VIEW", "table.exclude.list", ".*\\.a");

        assertThat(tablesOfTasks(1)).containsExactly(List.of("v"));
    }

    @Test
    void findsNewTablesWhileItRuns() throws SQLException {
        database.execute("CREATE TABLE a (x INT)");
        start();
        assertThat(tablesOfTasks(1)).containsExactly(List.of("a"));

        database.execute("CREATE TABLE b (x INT)");

        await().atMost(Duration.ofMinutes(2))
                .untilAtomic(worker.reconfigurations, org.hamcrest.Matchers.greaterThan(0));
        assertThat(tablesOfTasks(1)).containsExactly(List.of("a", "b"));
    }

    @Test
    void failsVisiblyWhenTheDatabaseIsGone() {
        database.close();

        assertThatThrownBy(() -> start("connection.url", "jdbc:postgresql://localhost:1/x"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Looking for tables failed: SQLSTATE 08");
    }

    @Test
    void failsVisiblyWhenTheDatabaseGoesLater() throws SQLException {
        database.execute("CREATE TABLE a (x INT)");
        start("connection.url", database.configuration().get("connection.url") + ";IFEXISTS=TRUE");

        database.execute("SHUTDOWN");

        await().atMost(Duration.ofMinutes(2)).until(() -> worker.errors().size() == 1);
        assertThat(worker.errors().get(0)).hasMessageContaining("Looking for tables failed");
    }

    @Test
    void refusesTablesThatWouldShareATopic() throws SQLException {
        database.execute("CREATE SCHEMA other", "CREATE TABLE a (x INT)", "CREATE TABLE other.a (x INT)");
        start("schema.pattern", "%", "table.include.list", ".*\\.a");

        assertThat(connector.taskConfigs(1)).isEmpty();

        assertThat(worker.errors())
                .singleElement()
                .satisfies(error -> assertThat(error).hasMessageContaining("would share a topic"));
    }

    @Test
    void needsNoTablesForAQuery() {
        start("query", "SELECT 1 AS x");

        assertThat(connector.taskConfigs(5)).hasSize(1);
    }

    @Test
    void saysWhatItCanPromise() {
        assertThat(connector.exactlyOnceSupport(Map.of("mode", "incrementing")))
                .isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(connector.exactlyOnceSupport(Map.of("mode", "bulk"))).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
        assertThat(connector.canDefineTransactionBoundaries(Map.of()))
                .isEqualTo(ConnectorTransactionBoundaries.SUPPORTED);
    }

    @Test
    void takesOffsetsThatAPersonWrote() {
        assertThat(connector.alterOffsets(Map.of(), Map.of(Map.of("table", "public.a"), Map.of("incrementing", 7L))))
                .isTrue();
        assertThatThrownBy(() -> connector.alterOffsets(
                        Map.of(), Map.of(Map.of("table", "public.a"), Map.of("timestamp", "yesterday"))))
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(
                        () -> connector.alterOffsets(Map.of(), Map.of(Map.of("file", "a"), Map.of("incrementing", 7L))))
                .isInstanceOf(ConnectException.class);
    }
}
