package org.fhirriver.mapping.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What HAPI's validator does with a pipeline's resources. */
public enum Validation {
    /** It is not asked. */
    OFF,
    /** What it finds travels with the resource. */
    WARN,
    /** A record whose resource has an error is rejected. */
    REJECT;

    /** The mode of a name in a pipeline file. */
    public static Optional<Validation> of(String name) {
        return Arrays.stream(values()).filter(mode -> mode.label().equals(name)).findFirst();
    }

    /** The names of all modes. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Validation::label).toList();
    }

    /** The mode's name in a pipeline file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
