package org.fhirriver.connect.kit.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A key whose values are the texts of an enum's constants, in any case; unset is allowed. */
public record Choices(List<String> texts) implements ConfigDef.Validator {

    public Choices {
        texts = List.copyOf(texts);
    }

    /** The texts of these constants. */
    public static Choices among(Enum<?>[] constants) {
        return new Choices(Arrays.stream(constants).map(Enum::toString).toList());
    }

    /**
     * The constant with a text.
     *
     * @throws IllegalArgumentException when no constant has it, which a checked setting does not let happen
     */
    public static <E extends Enum<E>> E of(E[] constants, String text) {
        for (E constant : constants) {
            if (constant.toString().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("Not one of " + Arrays.toString(constants) + ": " + text);
    }

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        String text = value.toString().toLowerCase(Locale.ROOT);
        if (texts.stream().noneMatch(each -> each.toLowerCase(Locale.ROOT).equals(text))) {
            throw new ConfigException(name, value, "must be one of " + this);
        }
    }

    @Override
    public String toString() {
        return String.join(", ", texts);
    }
}
