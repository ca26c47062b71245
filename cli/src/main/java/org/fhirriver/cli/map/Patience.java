package org.fhirriver.cli.map;

import java.time.Duration;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;

/** Tries a record again that could not be mapped because something outside is away, for about a minute. */
final class Patience {

    private static final int TRIES = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    Result map(RecordMapper mapper, Incoming record, Unreachable first) throws InterruptedException {
        Unreachable last = first;
        long pause = FIRST_PAUSE.toMillis();
        for (int i = 0; i < TRIES; i++) {
            Thread.sleep(pause);
            pause *= 2;
            try {
                return mapper.map(record);
            } catch (Unreachable e) {
                last = e;
            }
        }
        throw new StartProblem(
                ExitCode.NOT_ALL_LOADED,
                "%s is away: %s. The rows from here on are not mapped.".formatted(last.what(), last.why()));
    }
}
