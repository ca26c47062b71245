package org.fhirriver.fhirpath.functions;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.compile.Functions;

/** All functions of FHIRPath, and those that FHIR adds and that need no server. */
public final class StandardFunctions {

    private static final Functions ALL = gather();

    private StandardFunctions() {}

    /** The functions. */
    public static Functions all() {
        return ALL;
    }

    private static Functions gather() {
        List<Function> all = new ArrayList<>();
        all.addAll(Existence.FUNCTIONS);
        all.addAll(Filtering.FUNCTIONS);
        all.addAll(Subsetting.FUNCTIONS);
        all.addAll(Conversion.FUNCTIONS);
        all.addAll(Strings.FUNCTIONS);
        all.addAll(RegularExpressions.FUNCTIONS);
        all.addAll(Encodings.FUNCTIONS);
        all.addAll(Mathematics.FUNCTIONS);
        all.addAll(DatesAndTimes.FUNCTIONS);
        all.addAll(Boundaries.FUNCTIONS);
        all.addAll(Types.FUNCTIONS);
        all.addAll(Utilities.FUNCTIONS);
        return Functions.of(all);
    }
}
