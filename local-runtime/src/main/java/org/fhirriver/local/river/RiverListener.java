package org.fhirriver.local.river;

import java.time.Duration;
import org.fhirriver.local.sample.LoadedSample;
import org.fhirriver.local.supervision.PartListener;

/** Hears how the river starts and runs; from several threads. */
public interface RiverListener extends PartListener {

    /** Processes of a river that was killed have been ended. */
    void leftoversEnded(int processes);

    /** A system's database is there. */
    void databaseReady(LoadedSample sample, Duration after);
}
