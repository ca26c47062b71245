package org.fhirriver.connect.jdbc.settings;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.fhirriver.connect.kit.settings.Choices;
import org.jspecify.annotations.Nullable;

/** All keys with their types, defaults and meanings. */
final class Definition {

    private final ConfigDef keys = new ConfigDef();
    private String group = "";
    private int order;

    private Definition() {}

    static ConfigDef create() {
        var definition = new Definition();
        definition.database();
        definition.tables();
        definition.mode();
        definition.values();
        definition.connector();
        return definition.keys;
    }

    private void database() {
        group("Database");
        required(Keys.CONNECTION_URL, Checks.jdbcUrl(), "The database's JDBC URL.");
        optional(Keys.CONNECTION_USER, ConfigDef.Type.STRING, "The user to connect as.");
        optional(Keys.CONNECTION_PASSWORD, ConfigDef.Type.PASSWORD, "The user's password.");
        add(
                Keys.CONNECTION_ATTEMPTS,
                ConfigDef.Type.INT,
                3,
                Range.atLeast(1),
                "How often to try to connect before the task fails.");
        add(
                Keys.CONNECTION_BACKOFF,
                ConfigDef.Type.LONG,
                10_000L,
                Range.atLeast(0),
                "The pause after a failure, in milliseconds.");
        add(
                Keys.DIALECT,
                ConfigDef.Type.STRING,
                "",
                Checks.dialect(),
                "The database's dialect; by default the URL tells.");
        add(
                Keys.QUOTE_IDENTIFIERS,
                ConfigDef.Type.STRING,
                Quoting.ALWAYS.toString(),
                Choices.among(Quoting.values()),
                "Whether names stand in quotes in the SQL that the connector writes.");
        add(
                Keys.ISOLATION,
                ConfigDef.Type.STRING,
                Isolation.DEFAULT.toString(),
                Choices.among(Isolation.values()),
                "The isolation of the transactions that rows are read in.");
        add(
                Keys.QUERY_RETRIES,
                ConfigDef.Type.INT,
                3,
                Range.atLeast(-1),
                "How often in a row a failed read is tried again before the task fails; -1: without limit.");
    }

    private void tables() {
        group("Tables");
        optional(
                Keys.CATALOG_PATTERN,
                ConfigDef.Type.STRING,
                "Which catalogs have the tables; empty: those without one.");
        optional(
                Keys.SCHEMA_PATTERN, ConfigDef.Type.STRING, "Which schemas have the tables; empty: those without one.");
        list(Keys.TABLE_WHITELIST, "The tables to read, by name, with or without schema.");
        list(Keys.TABLE_BLACKLIST, "The tables to leave out, by name, with or without schema.");
        patterns(Keys.TABLE_INCLUDE_LIST, "The tables to read: regular expressions that match the whole name.");
        patterns(Keys.TABLE_EXCLUDE_LIST, "The tables to leave out: regular expressions that match the whole name.");
        add(
                Keys.TABLE_TYPES,
                ConfigDef.Type.LIST,
                List.of("TABLE"),
                null,
                "The kinds of tables: TABLE, VIEW, and others.");
        add(
                Keys.TABLE_POLL_INTERVAL,
                ConfigDef.Type.LONG,
                60_000L,
                Range.atLeast(1),
                "How often to look for tables that are new or gone, in milliseconds.");
        add(
                Keys.TABLE_STARTUP_LIMIT,
                ConfigDef.Type.LONG,
                10_000L,
                Range.atLeast(0),
                "How long the start waits for the first look at the tables, in milliseconds.");
    }

    private void mode() {
        group("Mode");
        required(Keys.MODE, Choices.among(Mode.values()), "How rows are told from those that were read before.");
        add(
                Keys.INCREMENTING_COLUMN,
                ConfigDef.Type.STRING,
                "",
                null,
                "The column whose value grows with every new row; by default the one that the database increments.");
        rules(Keys.INCREMENTING_COLUMN_MAPPING, "The incrementing column of each table: regex:column.");
        list(
                Keys.TIMESTAMP_COLUMNS,
                "The columns that tell when a row was changed; the first that is not null counts.");
        rules(Keys.TIMESTAMP_COLUMNS_MAPPING, "The timestamp columns of each table: regex:[column|column].");
        optional(
                Keys.TIMESTAMP_INITIAL,
                ConfigDef.Type.LONG,
                "Rows changed after this moment are read, in milliseconds since 1970; -1: now; unset: all.");
        add(
                Keys.TIMESTAMP_DELAY,
                ConfigDef.Type.LONG,
                0L,
                Range.atLeast(0),
                "How old a row's timestamp has to be before the row is read, in milliseconds.");
        add(
                Keys.VALIDATE_NON_NULL,
                ConfigDef.Type.BOOLEAN,
                true,
                null,
                "Whether to refuse id and timestamp columns that may be null.");
        add(Keys.QUERY, ConfigDef.Type.STRING, "", null, "A SELECT whose rows are read in place of tables.");
        add(Keys.QUERY_SUFFIX, ConfigDef.Type.STRING, "", null, "What to put behind the SQL that reads new rows.");
        add(
                Keys.OVERLAP_INTERVAL,
                ConfigDef.Type.LONG,
                60_000L,
                Range.atLeast(0),
                "How long rows are still looked for behind the place where reading has passed, in milliseconds.");
        add(
                Keys.OVERLAP_MAX_IDS,
                ConfigDef.Type.LONG,
                10_000L,
                Range.atLeast(0),
                "How many ids below the highest are looked at again, where the database cannot tell what is open.");
    }

    private void values() {
        group("Values");
        add(
                Keys.NUMERIC_PRECISION_MAPPING,
                ConfigDef.Type.BOOLEAN,
                false,
                null,
                "Deprecated: true is numeric.mapping=precision_only.");
        add(
                Keys.NUMERIC_MAPPING,
                ConfigDef.Type.STRING,
                null,
                Choices.among(NumericMapping.values()),
                "What becomes of NUMERIC and DECIMAL columns; unset: none, all digits as Connect's Decimal.");
        add(
                Keys.TIMESTAMP_GRANULARITY,
                ConfigDef.Type.STRING,
                TimestampGranularity.CONNECT_LOGICAL.toString(),
                Choices.among(TimestampGranularity.values()),
                "How timestamps are represented.");
        add(
                Keys.TEMPORAL_MAPPING,
                ConfigDef.Type.STRING,
                TemporalMapping.CONNECT_LOGICAL.toString(),
                Choices.among(TemporalMapping.values()),
                "Whether dates, times and timestamps are Connect's numbers or ISO 8601 text with all their digits.");
        add(
                Keys.DB_TIMEZONE,
                ConfigDef.Type.STRING,
                "UTC",
                Checks.zone(),
                "The time zone of timestamps that are stored without one.");
        add(
                Keys.RECORD_KEY_COLUMNS,
                ConfigDef.Type.STRING,
                "",
                Checks.readable(ColumnRules::keyed),
                "The columns of the record's key: column,column or table:column,column;table:column; unset: the primary key.");
    }

    private void connector() {
        group("Connector");
        required(
                Keys.TOPIC_PREFIX,
                Checks.topic(),
                "What stands before the table's name in the topic's; of a query, all of it.");
        add(
                Keys.POLL_INTERVAL,
                ConfigDef.Type.INT,
                5_000,
                Range.atLeast(0),
                "How often a table is read, in milliseconds.");
        add(Keys.BATCH_MAX_ROWS, ConfigDef.Type.INT, 100, Range.atLeast(1), "How many rows to hand over at a time.");
    }

    private void group(String name) {
        group = name;
        order = 0;
    }

    private void required(String name, Validator validator, String documentation) {
        keys.define(
                name,
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                validator,
                Importance.HIGH,
                documentation,
                group,
                ++order,
                Width.LONG,
                name);
    }

    private void optional(String name, ConfigDef.Type type, String documentation) {
        add(name, type, null, null, documentation);
    }

    private void list(String name, String documentation) {
        add(name, ConfigDef.Type.LIST, List.of(), null, documentation);
    }

    private void patterns(String name, String documentation) {
        add(name, ConfigDef.Type.LIST, List.of(), Checks.patterns(), documentation);
    }

    private void rules(String name, String documentation) {
        add(name, ConfigDef.Type.LIST, List.of(), Checks.readableList(ColumnRules::mapping), documentation);
    }

    private void add(
            String name,
            ConfigDef.Type type,
            @Nullable Object byDefault,
            @Nullable Validator validator,
            String documentation) {
        keys.define(
                name, type, byDefault, validator, Importance.MEDIUM, documentation, group, ++order, Width.MEDIUM, name);
    }
}
