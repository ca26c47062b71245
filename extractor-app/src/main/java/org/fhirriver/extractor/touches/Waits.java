package org.fhirriver.extractor.touches;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.stage.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What touched keys of a source wait for, and until when; for one thread. */
final class Waits {

    private static final Logger log = LoggerFactory.getLogger(Waits.class);

    private final Health health;
    private final Clock clock;
    private final Backoff backoff = new Backoff();
    private final Map<String, Backoff> backoffs = new HashMap<>();
    private final Map<String, Long> until = new HashMap<>();
    private boolean away;
    private long awayUntil;

    Waits(Health health, Clock clock) {
        this.health = health;
        this.clock = clock;
    }

    /** The source does not answer. */
    void forSource(String source, String why) {
        if (clock.millis() < awayUntil) {
            return;
        }
        if (!away) {
            log.warn("{}; touched keys wait, nothing is lost", why);
        }
        away = true;
        awayUntil = clock.millis() + backoff.next().toMillis();
        health.waitFor(database(source), why);
    }

    /** A pipeline cannot be read as it is. */
    void forPipeline(String pipeline, String why) {
        if (!backoffs.containsKey(pipeline)) {
            log.warn("{}; its touched keys wait, nothing is lost", why);
        }
        Backoff own = backoffs.computeIfAbsent(pipeline, name -> new Backoff());
        until.put(pipeline, clock.millis() + own.next().toMillis());
        health.waitFor(records(pipeline), why);
    }

    /** A pipeline was read. */
    void over(String pipeline, String source) {
        if (away) {
            away = false;
            backoff.reset();
            health.reached(database(source));
            log.info("The database '{}' is back", source);
        }
        if (backoffs.remove(pipeline) != null) {
            until.remove(pipeline);
            health.reached(records(pipeline));
        }
    }

    /** Whether everything waits now. */
    boolean isAll() {
        return away && clock.millis() < awayUntil;
    }

    /** Whether anything waits. */
    boolean isAny() {
        return away || !until.isEmpty();
    }

    /** The pipelines that wait now. */
    Set<String> pipelines() {
        Set<String> waiting = new HashSet<>();
        until.forEach((pipeline, end) -> {
            if (clock.millis() < end) {
                waiting.add(pipeline);
            }
        });
        return waiting;
    }

    private static String database(String source) {
        return "the database of " + source;
    }

    private static String records(String pipeline) {
        return "the records of " + pipeline;
    }
}
