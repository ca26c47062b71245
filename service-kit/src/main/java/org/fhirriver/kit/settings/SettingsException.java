package org.fhirriver.kit.settings;

import java.util.List;

/** The environment does not say what a service needs to know; the message has a line for each problem. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, a sentence each. */
    public List<String> problems() {
        return problems;
    }
}
