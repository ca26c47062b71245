package org.fhirriver.connect.sftp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.fhirriver.connect.kit.Version;
import org.fhirriver.connect.sftp.reading.Progress;
import org.fhirriver.connect.sftp.settings.Keys;
import org.fhirriver.connect.sftp.settings.SftpSettings;
import org.fhirriver.connect.sftp.validation.Validation;

/** Reads the CSV files of a folder on an SFTP server. */
public final class SftpCsvSourceConnector extends SourceConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Version.of(SftpCsvSourceConnector.class);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return SftpCsvSourceTask.class;
    }

    @Override
    public ConfigDef config() {
        return SftpSettings.keys();
    }

    @Override
    public Config validate(Map<String, String> configuration) {
        return Validation.of(configuration);
    }

    @Override
    public void start(Map<String, String> configuration) {
        properties = new HashMap<>(configuration);
    }

    /** Files of one topic are read by one task, so that a newer file's rows come after an older one's. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int count = properties.getOrDefault(Keys.TOPIC, "").contains("$") ? maxTasks : 1;
        var configs = new ArrayList<Map<String, String>>();
        for (int number = 0; number < count; number++) {
            var config = new HashMap<>(properties);
            config.put(Keys.TASK_NUMBER, String.valueOf(number));
            config.put(Keys.TASK_COUNT, String.valueOf(count));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {
        // Everything that is open belongs to the tasks.
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> configuration) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> configuration) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    @Override
    public boolean alterOffsets(Map<String, String> configuration, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            if (Progress.path(partition).isEmpty()) {
                throw new ConnectException(
                        "Not a partition of this connector, such as {\"file\": \"drop/input/a.csv\"}: "
                                + new HashMap<>(partition));
            }
            if (offset != null) {
                Progress.of(offset);
            }
        });
        return true;
    }
}
