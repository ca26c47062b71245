package org.fhirriver.connect.sftp.settings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** What a single key's value has to be. */
final class Checks {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]*");
    private static final Pattern TOPIC_TEMPLATE = Pattern.compile("([a-zA-Z0-9._-]|\\$\\d)+");

    private static final Set<Charset> UTF_16 =
            Set.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

    private Checks() {}

    static Validator notBlank() {
        return check("a text", value -> demand(!value.toString().isBlank(), "it is empty"));
    }

    static Validator topic() {
        return check(
                "letters, digits, '.', '_' and '-'",
                value -> demand(
                        TOPIC.matcher(value.toString()).matches(),
                        value + " has characters that no topic's name may have"));
    }

    static Validator topicTemplate() {
        return check(
                "letters, digits, '.', '_', '-', and $1 for a group of " + Keys.FILE_PATTERN,
                value -> demand(
                        TOPIC_TEMPLATE.matcher(value.toString()).matches(),
                        "'" + value + "' is no topic's name, nor one with $1 for a group of " + Keys.FILE_PATTERN));
    }

    static Validator regex() {
        return check("a regular expression", value -> {
            try {
                Pattern.compile(value.toString());
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(value + " is not a regular expression: " + e.getDescription());
            }
        });
    }

    static Validator character() {
        return check("one ASCII character, or its number", value -> Characters.read(value.toString()));
    }

    static Validator charset() {
        return check("a character encoding that has ASCII as it is, such as UTF-8 or ISO-8859-1, or UTF-16", value -> {
            demand(Charset.isSupported(value.toString()), value + " is not an encoding that this Java knows");
            if (UTF_16.contains(Charset.forName(value.toString()))) {
                return;
            }
            byte[] text = "a,\n\"".getBytes(Charset.forName(value.toString()));
            demand(
                    text.length == 4 && text[0] == 'a' && text[2] == '\n' && text[3] == '"',
                    value + " does not have ASCII as it is, so that lines cannot be told apart");
        });
    }

    static Validator file() {
        return check(
                "a file on the worker",
                value -> demand(
                        value.toString().isEmpty() || Files.isReadable(Path.of(value.toString())),
                        value + " is not a file that the worker can read"));
    }

    static Validator schema() {
        return check("a schema in JSON", value -> SchemaText.read(value.toString()));
    }

    static Validator keyColumns() {
        return check("column,column or topic:column,column;topic:column", value -> KeyColumns.read(value.toString()));
    }

    static Validator formats() {
        return check("patterns such as yyyy-MM-dd HH:mm:ss", value -> {
            for (Object each : (List<?>) value) {
                demand(isFormat(each.toString()), each + " is not a pattern for timestamps");
            }
        });
    }

    static Validator zone() {
        return check("a time zone", value -> {
            try {
                ZoneId.of(value.toString());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(value + " is not a time zone", e);
            }
        });
    }

    private static boolean isFormat(String pattern) {
        try {
            return !DateTimeFormatter.ofPattern(pattern).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Validator check(String expected, Consumer<Object> check) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (value != null) {
                        try {
                            check.accept(value);
                        } catch (IllegalArgumentException e) {
                            throw new ConfigException(name + ": " + e.getMessage());
                        }
                    }
                },
                () -> expected);
    }
}
