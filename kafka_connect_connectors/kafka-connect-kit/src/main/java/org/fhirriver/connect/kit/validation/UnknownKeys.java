package org.fhirriver.connect.kit.validation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Keys that nobody reads: typing errors, mostly. */
public final class UnknownKeys {

    /** What Connect itself, its converters and its transformations take from a connector's configuration. */
    private static final Set<String> FRAMEWORK = Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "tasks.max",
            "tasks.max.enforce",
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "config.action.reload",
            "exactly.once.support",
            "transaction.boundary",
            "transaction.boundary.interval.ms",
            "offsets.storage.topic");

    private static final List<String> FRAMEWORK_PREFIXES = List.of(
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "transforms.",
            "predicates.",
            "errors.",
            "topic.creation.",
            "producer.override.",
            "consumer.override.",
            "admin.override.");

    private static final int FAR = 4;

    private UnknownKeys() {}

    /**
     * Finds the keys that neither the connector nor Connect reads.
     *
     * @param known the connector's keys
     * @param isTaken whether the connector takes a key that is none of them, such as one with a prefix of its own
     */
    public static void find(
            Map<String, String> configuration, Set<String> known, Predicate<String> isTaken, Problems problems) {
        for (String key : configuration.keySet()) {
            if (!known.contains(key) && !isFrameworks(key) && !isTaken.test(key)) {
                String hint = nearest(key, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
                problems.add(key, "The connector has no such key" + hint);
            }
        }
    }

    private static boolean isFrameworks(String key) {
        return FRAMEWORK.contains(key) || FRAMEWORK_PREFIXES.stream().anyMatch(key::startsWith);
    }

    private static Optional<String> nearest(String key, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(key, each)))
                .filter(each -> distance(key, each) < FAR);
    }

    /** Levenshtein's: how many letters to put in, take out or replace. */
    private static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
            }
            last = row;
        }
        return last[other.length()];
    }
}
