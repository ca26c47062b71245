package org.fhirriver.connect.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.util.ConnectorUtils;
import org.fhirriver.connect.jdbc.database.Database;
import org.fhirriver.connect.jdbc.database.TableMonitor;
import org.fhirriver.connect.jdbc.resume.Offsets;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.Keys;
import org.fhirriver.connect.jdbc.settings.Mode;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.fhirriver.connect.jdbc.validation.Validation;
import org.fhirriver.connect.kit.Version;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a database, or a query, each into a topic of its own. */
public final class JdbcSourceConnector extends SourceConnector {

    private Map<String, String> properties = Map.of();
    private @Nullable TableMonitor monitor;

    @Override
    public String version() {
        return Version.of(JdbcSourceConnector.class);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return JdbcSourceTask.class;
    }

    @Override
    public ConfigDef config() {
        return JdbcSettings.keys();
    }

    @Override
    public Config validate(Map<String, String> configuration) {
        return Validation.of(configuration);
    }

    @Override
    public void start(Map<String, String> configuration) {
        properties = new HashMap<>(configuration);
        JdbcSettings settings = JdbcSettings.of(configuration);
        if (settings.reading().isQuery()) {
            return;
        }
        var database = new Database(settings.database());
        monitor = new TableMonitor(database, settings.database(), settings.tables(), context());
        monitor.start(settings.tables().startupLimit().toMillis());
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        if (monitor == null) {
            return List.of(properties);
        }
        List<TableId> tables = monitor.tables();
        if (tables.isEmpty()) {
            return List.of();
        }
        Optional<List<TableId>> sameTopic = ofSameTopic(tables);
        if (sameTopic.isPresent()) {
            // An exception here would be tried again for ever, under a connector that looks healthy.
            context()
                    .raiseError(new ConnectException(
                            "The tables " + sameTopic.get() + " would share a topic; choose with " + Keys.SCHEMA_PATTERN
                                    + ", " + Keys.CATALOG_PATTERN + " or " + Keys.TABLE_INCLUDE_LIST));
            return List.of();
        }
        return ConnectorUtils.groupPartitions(tables, Math.min(tables.size(), maxTasks)).stream()
                .map(this::taskConfig)
                .toList();
    }

    private Map<String, String> taskConfig(List<TableId> tables) {
        var config = new HashMap<>(properties);
        config.put(Keys.TASK_TABLES, TableList.write(tables));
        return config;
    }

    /** A topic takes its table's name without the schema. */
    private static Optional<List<TableId>> ofSameTopic(List<TableId> tables) {
        Map<String, List<TableId>> byName = tables.stream().collect(Collectors.groupingBy(TableId::name));
        return byName.values().stream().filter(same -> same.size() > 1).findFirst();
    }

    @Override
    public void stop() {
        if (monitor != null) {
            monitor.close();
        }
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> configuration) {
        // A table that is read whole each time begins anew after a restart.
        return Mode.BULK.toString().equalsIgnoreCase(configuration.get(Keys.MODE))
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> configuration) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    @Override
    public boolean alterOffsets(Map<String, String> configuration, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            if (partition.size() != 1 || !(partition.containsKey("table") || partition.containsKey("query"))) {
                throw new ConnectException("Not a partition of this connector, such as {\"table\": \"public.t\"}: "
                        + new HashMap<>(partition));
            }
            if (offset != null) {
                Offsets.read(offset);
            }
        });
        return true;
    }
}
