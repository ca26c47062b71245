package org.fhirriver.connect.jdbc.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What a single key's value has to be. */
final class Checks {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]*");

    private Checks() {}

    static Validator jdbcUrl() {
        return check("a JDBC URL", value -> {
            // The value stays out of the message: a URL can hold a password.
            return value.toString().startsWith("jdbc:") ? null : "it does not start with jdbc:";
        });
    }

    static Validator dialect() {
        String names =
                Arrays.stream(DialectName.values()).map(DialectName::toString).collect(Collectors.joining(", "));
        return check("one of " + names, value -> {
            String name = value.toString();
            return name.isEmpty() || DialectName.of(name).isPresent() ? null : name + " is not one of " + names;
        });
    }

    static Validator zone() {
        return check("a time zone", value -> {
            try {
                ZoneId.of(value.toString());
                return null;
            } catch (DateTimeException e) {
                return value + " is not a time zone";
            }
        });
    }

    static Validator topic() {
        return check(
                "letters, digits, '.', '_' and '-'",
                value -> TOPIC.matcher(value.toString()).matches()
                        ? null
                        : value + " has characters that no topic's name may have");
    }

    static Validator patterns() {
        return check("regular expressions", value -> {
            for (Object each : (List<?>) value) {
                try {
                    Pattern.compile(each.toString());
                } catch (PatternSyntaxException e) {
                    return each + " is not a regular expression: " + e.getDescription();
                }
            }
            return null;
        });
    }

    static Validator readable(Function<String, ColumnRules> reader) {
        return check("column,column or table:column,column;table:column", value -> {
            return problem(() -> reader.apply(value.toString()));
        });
    }

    static Validator readableList(Function<List<String>, ColumnRules> reader) {
        return check("regex:[column|column], regex:column", value -> {
            return problem(() -> reader.apply(
                    ((List<?>) value).stream().map(Object::toString).toList()));
        });
    }

    private static @Nullable String problem(Supplier<ColumnRules> reading) {
        try {
            Objects.requireNonNull(reading.get());
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static Validator check(String expected, Function<Object, @Nullable String> problem) {
        return LambdaValidator.with(
                (name, value) -> {
                    String found = value == null ? null : problem.apply(value);
                    if (found != null) {
                        throw new ConfigException(name + ": " + found);
                    }
                },
                () -> expected);
    }
}
