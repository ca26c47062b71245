package org.fhirriver.connect.jdbc.settings;

/** The names of all configuration keys. */
public final class Keys {

    public static final String CONNECTION_PREFIX = "connection.";
    public static final String CONNECTION_URL = "connection.url";
    public static final String CONNECTION_USER = "connection.user";
    public static final String CONNECTION_PASSWORD = "connection.password";
    public static final String CONNECTION_ATTEMPTS = "connection.attempts";
    public static final String CONNECTION_BACKOFF = "connection.backoff.ms";
    public static final String DIALECT = "dialect.name";
    public static final String QUOTE_IDENTIFIERS = "quote.sql.identifiers";
    public static final String ISOLATION = "transaction.isolation.mode";
    public static final String QUERY_RETRIES = "query.retry.attempts";

    public static final String CATALOG_PATTERN = "catalog.pattern";
    public static final String SCHEMA_PATTERN = "schema.pattern";
    public static final String TABLE_WHITELIST = "table.whitelist";
    public static final String TABLE_BLACKLIST = "table.blacklist";
    public static final String TABLE_INCLUDE_LIST = "table.include.list";
    public static final String TABLE_EXCLUDE_LIST = "table.exclude.list";
    public static final String TABLE_TYPES = "table.types";
    public static final String TABLE_POLL_INTERVAL = "table.poll.interval.ms";
    public static final String TABLE_STARTUP_LIMIT = "table.monitoring.startup.polling.limit.ms";

    public static final String MODE = "mode";
    public static final String INCREMENTING_COLUMN = "incrementing.column.name";
    public static final String INCREMENTING_COLUMN_MAPPING = "incrementing.column.mapping";
    public static final String TIMESTAMP_COLUMNS = "timestamp.column.name";
    public static final String TIMESTAMP_COLUMNS_MAPPING = "timestamp.columns.mapping";
    public static final String TIMESTAMP_INITIAL = "timestamp.initial";
    public static final String TIMESTAMP_DELAY = "timestamp.delay.interval.ms";
    public static final String VALIDATE_NON_NULL = "validate.non.null";
    public static final String QUERY = "query";
    public static final String QUERY_SUFFIX = "query.suffix";
    public static final String OVERLAP_INTERVAL = "overlap.interval.ms";
    public static final String OVERLAP_MAX_IDS = "overlap.max.ids";

    public static final String NUMERIC_PRECISION_MAPPING = "numeric.precision.mapping";
    public static final String NUMERIC_MAPPING = "numeric.mapping";
    public static final String TIMESTAMP_GRANULARITY = "timestamp.granularity";
    public static final String TEMPORAL_MAPPING = "temporal.mapping";
    public static final String DB_TIMEZONE = "db.timezone";
    public static final String RECORD_KEY_COLUMNS = "record.key.columns";

    public static final String TOPIC_PREFIX = "topic.prefix";
    public static final String POLL_INTERVAL = "poll.interval.ms";
    public static final String BATCH_MAX_ROWS = "batch.max.rows";

    /** Which tables a task reads; the connector sets it. */
    public static final String TASK_TABLES = "tables";

    private Keys() {}
}
