package org.fhirriver.connect.jdbc.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.fhirriver.connect.kit.settings.Choices;

/** A configuration that was read: what to connect to, what to read, and how. */
public record JdbcSettings(
        DatabaseSettings database,
        TableSettings tables,
        ReadSettings reading,
        ValueSettings values,
        String topicPrefix,
        Duration pollInterval,
        int batchRows) {

    private static final ConfigDef KEYS = Definition.create();

    /** All keys with their types, defaults and meanings. */
    public static ConfigDef keys() {
        return KEYS;
    }

    /** Reads a configuration; a wrong value throws Kafka's ConfigException. */
    public static JdbcSettings of(Map<String, String> properties) {
        var config = new AbstractConfig(KEYS, properties, false);
        return new JdbcSettings(
                databaseOf(config, properties),
                tablesOf(config),
                readingOf(config),
                valuesOf(config),
                config.getString(Keys.TOPIC_PREFIX),
                Duration.ofMillis(config.getInt(Keys.POLL_INTERVAL)),
                config.getInt(Keys.BATCH_MAX_ROWS));
    }

    private static DatabaseSettings databaseOf(AbstractConfig config, Map<String, String> properties) {
        return new DatabaseSettings(
                config.getString(Keys.CONNECTION_URL),
                config.getString(Keys.CONNECTION_USER),
                config.getPassword(Keys.CONNECTION_PASSWORD),
                driverProperties(properties),
                DialectName.of(config.getString(Keys.DIALECT)).orElse(null),
                Choices.of(Quoting.values(), config.getString(Keys.QUOTE_IDENTIFIERS)),
                Choices.of(Isolation.values(), config.getString(Keys.ISOLATION)),
                config.getInt(Keys.CONNECTION_ATTEMPTS),
                Duration.ofMillis(config.getLong(Keys.CONNECTION_BACKOFF)),
                config.getInt(Keys.QUERY_RETRIES));
    }

    private static Map<String, String> driverProperties(Map<String, String> properties) {
        var ofDriver = new HashMap<String, String>();
        properties.forEach((key, value) -> {
            if (value != null
                    && key.startsWith(Keys.CONNECTION_PREFIX)
                    && !KEYS.names().contains(key)) {
                ofDriver.put(key.substring(Keys.CONNECTION_PREFIX.length()), value);
            }
        });
        return ofDriver;
    }

    private static TableSettings tablesOf(AbstractConfig config) {
        return new TableSettings(
                config.getString(Keys.CATALOG_PATTERN),
                config.getString(Keys.SCHEMA_PATTERN),
                names(config, Keys.TABLE_WHITELIST),
                names(config, Keys.TABLE_BLACKLIST),
                patterns(config, Keys.TABLE_INCLUDE_LIST),
                patterns(config, Keys.TABLE_EXCLUDE_LIST),
                config.getList(Keys.TABLE_TYPES).stream()
                        .map(type -> type.toUpperCase(Locale.ROOT))
                        .toList(),
                Duration.ofMillis(config.getLong(Keys.TABLE_POLL_INTERVAL)),
                Duration.ofMillis(config.getLong(Keys.TABLE_STARTUP_LIMIT)));
    }

    private static Set<String> names(AbstractConfig config, String key) {
        var names = new HashSet<String>();
        config.getList(key).forEach(name -> names.add(name.replace("\"", "").replace("`", "")));
        return names;
    }

    private static List<Pattern> patterns(AbstractConfig config, String key) {
        return config.getList(key).stream().map(Pattern::compile).toList();
    }

    private static ReadSettings readingOf(AbstractConfig config) {
        return new ReadSettings(
                Mode.of(config.getString(Keys.MODE)),
                rules(config.getString(Keys.INCREMENTING_COLUMN), config.getList(Keys.INCREMENTING_COLUMN_MAPPING)),
                rules(
                        String.join(",", config.getList(Keys.TIMESTAMP_COLUMNS)),
                        config.getList(Keys.TIMESTAMP_COLUMNS_MAPPING)),
                config.getLong(Keys.TIMESTAMP_INITIAL),
                Duration.ofMillis(config.getLong(Keys.TIMESTAMP_DELAY)),
                config.getBoolean(Keys.VALIDATE_NON_NULL),
                config.getString(Keys.QUERY),
                config.getString(Keys.QUERY_SUFFIX),
                Duration.ofMillis(config.getLong(Keys.OVERLAP_INTERVAL)),
                config.getLong(Keys.OVERLAP_MAX_IDS),
                ZoneId.of(config.getString(Keys.DB_TIMEZONE)));
    }

    private static ColumnRules rules(String names, List<String> mapping) {
        if (!mapping.isEmpty()) {
            return ColumnRules.mapping(mapping);
        }
        return ColumnRules.everywhere(Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
    }

    private static ValueSettings valuesOf(AbstractConfig config) {
        return new ValueSettings(
                numbers(config),
                Choices.of(TimestampGranularity.values(), config.getString(Keys.TIMESTAMP_GRANULARITY)),
                Choices.of(TemporalMapping.values(), config.getString(Keys.TEMPORAL_MAPPING)),
                ZoneId.of(config.getString(Keys.DB_TIMEZONE)),
                ColumnRules.keyed(config.getString(Keys.RECORD_KEY_COLUMNS)));
    }

    private static NumericMapping numbers(AbstractConfig config) {
        String mapping = config.getString(Keys.NUMERIC_MAPPING);
        if (mapping != null) {
            return Choices.of(NumericMapping.values(), mapping);
        }
        return config.getBoolean(Keys.NUMERIC_PRECISION_MAPPING) ? NumericMapping.PRECISION_ONLY : NumericMapping.NONE;
    }
}
