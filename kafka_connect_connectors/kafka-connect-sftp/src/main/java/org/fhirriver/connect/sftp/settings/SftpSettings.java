package org.fhirriver.connect.sftp.settings;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.fhirriver.connect.kit.settings.Choices;
import org.jspecify.annotations.Nullable;

/** A configuration that was read: where the files are, how they are written, and what becomes of their rows. */
public record SftpSettings(
        ServerSettings server, FolderSettings folders, CsvSettings csv, RecordSettings records, int batchSize) {

    private static final ConfigDef KEYS = Definition.create();

    /** All keys with their types, defaults and meanings. */
    public static ConfigDef keys() {
        return KEYS;
    }

    /** Reads a configuration; a wrong value throws Kafka's ConfigException. */
    public static SftpSettings of(Map<String, String> properties) {
        var config = new AbstractConfig(KEYS, properties, false);
        return new SftpSettings(
                serverOf(config),
                foldersOf(config),
                csvOf(config),
                recordsOf(config, properties),
                config.getInt(Keys.BATCH_SIZE));
    }

    private static ServerSettings serverOf(AbstractConfig config) {
        String key = config.getString(Keys.PRIVATE_KEY);
        return new ServerSettings(
                config.getString(Keys.HOST),
                config.getInt(Keys.PORT),
                config.getString(Keys.USERNAME),
                config.getPassword(Keys.PASSWORD),
                key.isEmpty() ? null : Path.of(key),
                config.getPassword(Keys.PASSPHRASE),
                Path.of(config.getString(Keys.KNOWN_HOSTS)),
                config.getBoolean(Keys.STRICT_HOST_KEYS),
                Duration.ofMillis(config.getInt(Keys.TIMEOUT)),
                config.getInt(Keys.ATTEMPTS),
                Duration.ofMillis(config.getInt(Keys.BACKOFF)));
    }

    private static FolderSettings foldersOf(AbstractConfig config) {
        return new FolderSettings(
                config.getString(Keys.INPUT_PATH),
                config.getString(Keys.FINISHED_PATH),
                config.getString(Keys.ERROR_PATH),
                Pattern.compile(config.getString(Keys.FILE_PATTERN)),
                Choices.of(CleanupPolicy.values(), config.getString(Keys.CLEANUP)),
                Duration.ofMillis(config.getInt(Keys.MINIMUM_AGE)),
                Duration.ofMillis(config.getInt(Keys.EMPTY_POLL_WAIT)));
    }

    private static CsvSettings csvOf(AbstractConfig config) {
        return new CsvSettings(
                config.getBoolean(Keys.HEADER),
                config.getBoolean(Keys.CASE_SENSITIVE),
                Characters.read(config.getString(Keys.SEPARATOR)),
                Characters.read(config.getString(Keys.QUOTE)),
                Characters.read(config.getString(Keys.ESCAPE)),
                Choices.of(NullIndicator.values(), config.getString(Keys.NULL_INDICATOR)),
                config.getString(Keys.NULL_VALUE),
                Charset.forName(config.getString(Keys.CHARSET)),
                config.getInt(Keys.SKIP_LINES),
                config.getInt(Keys.MAX_QUOTED_LINES),
                config.getInt(Keys.MAX_RECORD_BYTES));
    }

    private static RecordSettings recordsOf(AbstractConfig config, Map<String, String> properties) {
        String errorTopic = config.getString(Keys.ERROR_TOPIC);
        return new RecordSettings(
                config.getString(Keys.TOPIC),
                errorTopic.isEmpty() ? properties.getOrDefault("name", "sftp") + ".errors" : errorTopic,
                Choices.of(OnError.values(), config.getString(Keys.ON_ERROR)),
                schema(config, Keys.VALUE_SCHEMA),
                schema(config, Keys.KEY_SCHEMA),
                config.getList(Keys.GENERATED_KEY_FIELDS),
                text(config, Keys.GENERATED_KEY_NAME),
                text(config, Keys.GENERATED_VALUE_NAME),
                KeyColumns.read(config.getString(Keys.RECORD_KEY_COLUMNS)),
                config.getList(Keys.TIMESTAMP_FORMATS),
                ZoneId.of(config.getString(Keys.TIMESTAMP_ZONE)));
    }

    private static @Nullable Schema schema(AbstractConfig config, String key) {
        String json = config.getString(key);
        return json == null || json.isBlank() ? null : SchemaText.read(json);
    }

    private static Optional<String> text(AbstractConfig config, String key) {
        return Optional.of(config.getString(key)).filter(name -> !name.isEmpty());
    }
}
