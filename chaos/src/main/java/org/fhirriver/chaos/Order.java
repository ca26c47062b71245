package org.fhirriver.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run of the suite is asked to do.
 *
 * @param rows how many records each of the eight pipelines has
 * @param faults how many faults are injected
 * @param seed of the random numbers that give the faults, their order and their moments
 * @param outage how long the store is stopped
 * @param slow whether faults that take longer than half a minute are among them
 * @param folder where everything is kept
 */
record Order(int rows, int faults, long seed, Duration outage, boolean slow, Path folder) {}
