package org.fhirriver.mapping.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is wrong, so that a person sees all of it at once; for one thread. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Notes a problem at a place. */
    public void add(Position position, String message) {
        found.add(position.problem(message));
    }

    /** Notes problems that were found elsewhere. */
    public void addAll(Collection<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size();
    }

    /** All of them, each once, in reading order. */
    public List<Problem> all() {
        return found.stream().distinct().sorted().toList();
    }

    @Override
    public String toString() {
        return String.join("\n", all().stream().map(Problem::toString).toList());
    }
}
