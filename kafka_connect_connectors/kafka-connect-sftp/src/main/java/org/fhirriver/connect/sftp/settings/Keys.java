package org.fhirriver.connect.sftp.settings;

/** The names of all configuration keys. */
public final class Keys {

    public static final String HOST = "sftp.host";
    public static final String PORT = "sftp.port";
    public static final String USERNAME = "sftp.username";
    public static final String PASSWORD = "sftp.password";
    public static final String PRIVATE_KEY = "sftp.private.key.file";
    public static final String PASSPHRASE = "sftp.private.key.passphrase";
    public static final String KNOWN_HOSTS = "sftp.known.hosts";
    public static final String STRICT_HOST_KEYS = "sftp.strict.host.key.checking";
    public static final String TIMEOUT = "sftp.timeout.ms";
    public static final String ATTEMPTS = "sftp.connection.attempts";
    public static final String BACKOFF = "sftp.connection.backoff.ms";

    public static final String INPUT_PATH = "input.path";
    public static final String FINISHED_PATH = "finished.path";
    public static final String ERROR_PATH = "error.path";
    public static final String FILE_PATTERN = "input.file.pattern";
    public static final String CLEANUP = "cleanup.policy";
    public static final String MINIMUM_AGE = "file.minimum.age.ms";
    public static final String EMPTY_POLL_WAIT = "empty.poll.wait.ms";

    public static final String TOPIC = "kafka.topic";
    public static final String ERROR_TOPIC = "error.topic";
    public static final String ON_ERROR = "behavior.on.error";
    public static final String BATCH_SIZE = "batch.size";

    public static final String HEADER = "csv.first.row.as.header";
    public static final String CASE_SENSITIVE = "csv.case.sensitive.field.names";
    public static final String SEPARATOR = "csv.separator.char";
    public static final String QUOTE = "csv.quote.char";
    public static final String ESCAPE = "csv.escape.char";
    public static final String NULL_INDICATOR = "csv.null.field.indicator";
    public static final String NULL_VALUE = "csv.null.value";
    public static final String CHARSET = "csv.file.charset";
    public static final String SKIP_LINES = "csv.skip.lines";
    public static final String MAX_QUOTED_LINES = "csv.max.quoted.lines";
    public static final String MAX_RECORD_BYTES = "csv.max.record.bytes";

    public static final String VALUE_SCHEMA = "value.schema";
    public static final String KEY_SCHEMA = "key.schema";
    public static final String GENERATE_SCHEMA = "schema.generation.enabled";
    public static final String GENERATED_KEY_FIELDS = "schema.generation.key.fields";
    public static final String GENERATED_KEY_NAME = "schema.generation.key.name";
    public static final String GENERATED_VALUE_NAME = "schema.generation.value.name";
    public static final String RECORD_KEY_COLUMNS = "record.key.columns";
    public static final String TIMESTAMP_FORMATS = "parser.timestamp.date.formats";
    public static final String TIMESTAMP_ZONE = "parser.timestamp.timezone";

    /** What the connector tells its tasks: which of how many each one is. */
    public static final String TASK_NUMBER = "task.number";

    public static final String TASK_COUNT = "task.count";

    private Keys() {}
}
