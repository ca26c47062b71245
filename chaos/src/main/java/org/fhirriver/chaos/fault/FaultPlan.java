package org.fhirriver.chaos.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which faults are injected, in which order.
 *
 * @param faults the faults
 */
public record FaultPlan(List<Fault> faults) {

    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** No fault at all. */
    public static FaultPlan none() {
        return new FaultPlan(List.of());
    }

    /**
     * So many faults, every kind as often as any other, in an order that the random numbers give.
     *
     * @param slow whether faults that take longer than half a minute are among them
     */
    public static FaultPlan random(int count, boolean slow, Random random) {
        List<Fault> kinds = new ArrayList<>(Arrays.asList(Fault.values()));
        kinds.removeIf(kind -> kind.isSlow() && !slow);
        List<Fault> faults = new ArrayList<>(count);
        while (faults.size() < count) {
            Collections.shuffle(kinds, random);
            faults.addAll(kinds.subList(0, Math.min(kinds.size(), count - faults.size())));
        }
        return new FaultPlan(faults);
    }
}
