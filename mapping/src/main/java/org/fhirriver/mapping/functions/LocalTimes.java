package org.fhirriver.mapping.functions;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.fhirriver.fhirpath.value.ValueProblem;

/** The offset that a zone's clocks had at a local time. */
final class LocalTimes {

    private LocalTimes() {}

    /**
     * The offset; where clocks were put back and a time occurred twice, the earlier one.
     *
     * @throws ValueProblem when clocks were put forward and the time never was
     */
    static ZoneOffset offset(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new ValueProblem("The local time does not exist in " + zone + ": clocks were put forward over it");
        }
        return offsets.get(0);
    }
}
