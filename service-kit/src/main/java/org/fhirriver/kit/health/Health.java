package org.fhirriver.kit.health;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What a service waits for, in words, and whether it still lives. Safe for use by several threads. */
public final class Health {

    private final Map<String, String> waits = new ConcurrentHashMap<>();
    private volatile Optional<String> failure = Optional.empty();

    /**
     * The service cannot work until something is there.
     *
     * @param what the thing's name, as {@code MongoDB}
     * @param why what it waits for, in words and without any value of a record
     */
    public void waitFor(String what, String why) {
        waits.put(what, why);
    }

    /** What was waited for is there. */
    public void reached(String what) {
        waits.remove(what);
    }

    /** The service has come to an end that only a restart can mend. */
    public void failed(String why) {
        failure = Optional.of(why);
    }

    /** Everything that is waited for now, by name. */
    public Map<String, String> waits() {
        return new TreeMap<>(waits);
    }

    /** Why the service has ended, if it has. */
    public Optional<String> failure() {
        return failure;
    }

    /** Whether the service does its work now. */
    public boolean isReady() {
        return failure.isEmpty() && waits.isEmpty();
    }
}
