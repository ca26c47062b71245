package org.fhirriver.connect.kit.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** What is wrong with a configuration, by key. */
public final class Problems {

    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    /** What Connect itself has found wrong, to begin with. */
    public Problems(List<ConfigValue> checked) {
        checked.forEach(value -> values.put(value.name(), value));
    }

    /** Says what is wrong with a key, also one that the connector does not know. */
    public void add(String key, String problem) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(problem);
    }

    /** Whether nothing is wrong so far. */
    public boolean areNone() {
        return values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    /** The answer to who asked for a validation. */
    public Config config() {
        return new Config(List.copyOf(values.values()));
    }
}
