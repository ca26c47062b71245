package org.fhirriver.hapi.hooks;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the line of a hook that an exception passed through. */
final class HookLines {

    private final Set<String> classes;

    HookLines(Set<String> classes) {
        this.classes = Set.copyOf(classes);
    }

    /** The line nearest to where the exception, or what caused it, was thrown. */
    Optional<Integer> line(Throwable thrown) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
            for (StackTraceElement frame : at.getStackTrace()) {
                if (classes.contains(frame.getClassName()) && frame.getLineNumber() > 0) {
                    return Optional.of(frame.getLineNumber());
                }
            }
        }
        return Optional.empty();
    }
}
