package org.fhirriver.connect.sftp.settings;

import java.nio.file.Path;
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

    private static final String DEFAULT_KNOWN_HOSTS =
            Path.of(System.getProperty("user.home"), ".ssh", "known_hosts").toString();

    private final ConfigDef keys = new ConfigDef();
    private String group = "";
    private int order;

    private Definition() {}

    static ConfigDef create() {
        var definition = new Definition();
        definition.server();
        definition.folders();
        definition.records();
        definition.csv();
        definition.schemas();
        return definition.keys;
    }

    private void server() {
        group("Server");
        required(Keys.HOST, Checks.notBlank(), "The server's name or address.");
        add(Keys.PORT, ConfigDef.Type.INT, 22, Range.between(1, 65_535), "The server's port.");
        required(Keys.USERNAME, Checks.notBlank(), "The user to log in as.");
        add(Keys.PASSWORD, ConfigDef.Type.PASSWORD, null, null, "The user's password.");
        add(Keys.PRIVATE_KEY, ConfigDef.Type.STRING, "", Checks.file(), "The file of a private key, on the worker.");
        add(Keys.PASSPHRASE, ConfigDef.Type.PASSWORD, null, null, "What the private key is encrypted with.");
        add(
                Keys.KNOWN_HOSTS,
                ConfigDef.Type.STRING,
                DEFAULT_KNOWN_HOSTS,
                null,
                "The file that has the server's key, in OpenSSH's form, on the worker.");
        add(
                Keys.STRICT_HOST_KEYS,
                ConfigDef.Type.BOOLEAN,
                true,
                null,
                "Whether to refuse a server whose key is not in the file of known hosts.");
        add(
                Keys.TIMEOUT,
                ConfigDef.Type.INT,
                30_000,
                Range.atLeast(1),
                "How long to wait for an answer, in milliseconds.");
        add(
                Keys.ATTEMPTS,
                ConfigDef.Type.INT,
                5,
                Range.atLeast(1),
                "How often in a row to try before the task fails, when the server does not answer.");
        add(
                Keys.BACKOFF,
                ConfigDef.Type.INT,
                2_000,
                Range.atLeast(0),
                "The pause between two attempts, in milliseconds.");
    }

    private void folders() {
        group("Files");
        required(Keys.INPUT_PATH, Checks.notBlank(), "The folder that files are read from.");
        required(Keys.FILE_PATTERN, Checks.regex(), "The names of the files to read: a regular expression.");
        add(Keys.FINISHED_PATH, ConfigDef.Type.STRING, "", null, "The folder for files that were read, with MOVE.");
        add(Keys.ERROR_PATH, ConfigDef.Type.STRING, "", null, "The folder for files that had bad lines, with MOVE.");
        choice(Keys.CLEANUP, CleanupPolicy.MOVE, CleanupPolicy.values(), "What becomes of a file that was read.");
        add(
                Keys.MINIMUM_AGE,
                ConfigDef.Type.INT,
                3_000,
                Range.atLeast(0),
                "How long a file has to stay as it is before it is read, in milliseconds.");
        add(
                Keys.EMPTY_POLL_WAIT,
                ConfigDef.Type.INT,
                500,
                Range.atLeast(1),
                "How long to wait between two looks at the folder, in milliseconds.");
    }

    private void records() {
        group("Records");
        required(Keys.TOPIC, Checks.topicTemplate(), "The topic; $1 is the first group of " + Keys.FILE_PATTERN + ".");
        add(
                Keys.ERROR_TOPIC,
                ConfigDef.Type.STRING,
                "",
                Checks.topic(),
                "The topic for bad lines; by default the connector's name and .errors.");
        choice(Keys.ON_ERROR, OnError.LOG, OnError.values(), "What a line does that cannot be read.");
        add(Keys.BATCH_SIZE, ConfigDef.Type.INT, 1_000, Range.atLeast(1), "How many rows to hand over at a time.");
        add(
                Keys.RECORD_KEY_COLUMNS,
                ConfigDef.Type.STRING,
                "",
                Checks.keyColumns(),
                "The columns of the record's key: column,column or topic:column,column;topic:column.");
    }

    private void csv() {
        group("CSV");
        add(Keys.HEADER, ConfigDef.Type.BOOLEAN, true, null, "Whether the first row has the columns' names.");
        add(
                Keys.CASE_SENSITIVE,
                ConfigDef.Type.BOOLEAN,
                true,
                null,
                "Whether names in the header keep their case; false makes them lower case.");
        character(Keys.SEPARATOR, ",", "What stands between fields: a character, or its number.");
        character(Keys.QUOTE, "\"", "What stands around fields with separators, quotes or line ends.");
        character(Keys.ESCAPE, "", "What may stand before a quote within quotes, beside another quote.");
        choice(
                Keys.NULL_INDICATOR,
                NullIndicator.EMPTY_SEPARATORS,
                NullIndicator.values(),
                "Which empty fields are null.");
        add(
                Keys.NULL_VALUE,
                ConfigDef.Type.STRING,
                "",
                null,
                "An unquoted field with this text is null, such as NULL.");
        add(Keys.CHARSET, ConfigDef.Type.STRING, "UTF-8", Checks.charset(), "The files' character encoding.");
        add(Keys.SKIP_LINES, ConfigDef.Type.INT, 0, Range.atLeast(0), "How many lines stand before the header.");
        add(
                Keys.MAX_QUOTED_LINES,
                ConfigDef.Type.INT,
                20,
                Range.atLeast(1),
                "How many lines a quoted field may span; past that the line with the opening quote is bad.");
        add(
                Keys.MAX_RECORD_BYTES,
                ConfigDef.Type.INT,
                1_048_576,
                Range.atLeast(1),
                "How many bytes a row may have; a longer one is bad.");
    }

    private void schemas() {
        group("Schemas");
        add(Keys.VALUE_SCHEMA, ConfigDef.Type.STRING, null, Checks.schema(), "The schema of the values, in JSON.");
        add(Keys.KEY_SCHEMA, ConfigDef.Type.STRING, null, Checks.schema(), "The schema of the keys, in JSON.");
        add(
                Keys.GENERATE_SCHEMA,
                ConfigDef.Type.BOOLEAN,
                false,
                null,
                "Whether each file's header makes the schema: all text.");
        add(Keys.GENERATED_KEY_FIELDS, ConfigDef.Type.LIST, List.of(), null, "The columns of generated keys.");
        add(Keys.GENERATED_KEY_NAME, ConfigDef.Type.STRING, "", null, "The name of the generated schema of keys.");
        add(Keys.GENERATED_VALUE_NAME, ConfigDef.Type.STRING, "", null, "The name of the generated schema of values.");
        add(
                Keys.TIMESTAMP_FORMATS,
                ConfigDef.Type.LIST,
                List.of("yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"),
                Checks.formats(),
                "How timestamps are written.");
        add(
                Keys.TIMESTAMP_ZONE,
                ConfigDef.Type.STRING,
                "UTC",
                Checks.zone(),
                "The time zone of timestamps without one.");
    }

    private void group(String name) {
        group = name;
        order = 0;
    }

    private void required(String name, Validator validator, String documentation) {
        define(name, ConfigDef.Type.STRING, ConfigDef.NO_DEFAULT_VALUE, validator, Importance.HIGH, documentation);
    }

    private void choice(String name, Enum<?> byDefault, Enum<?>[] choices, String documentation) {
        add(name, ConfigDef.Type.STRING, byDefault.toString(), Choices.among(choices), documentation);
    }

    private void character(String name, String byDefault, String documentation) {
        add(name, ConfigDef.Type.STRING, byDefault, Checks.character(), documentation);
    }

    private void add(
            String name,
            ConfigDef.Type type,
            @Nullable Object byDefault,
            @Nullable Validator validator,
            String documentation) {
        define(name, type, byDefault, validator, Importance.MEDIUM, documentation);
    }

    private void define(
            String name,
            ConfigDef.Type type,
            @Nullable Object byDefault,
            @Nullable Validator validator,
            Importance importance,
            String documentation) {
        keys.define(name, type, byDefault, validator, importance, documentation, group, ++order, Width.MEDIUM, name);
    }
}
