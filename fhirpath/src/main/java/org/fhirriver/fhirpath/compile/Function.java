package org.fhirriver.fhirpath.compile;

import org.fhirriver.fhirpath.eval.Code;

/**
 * A function of the language and how a call of it becomes code.
 *
 * @param name its name
 * @param minArguments how many arguments it takes at least
 * @param maxArguments how many arguments it takes at most
 * @param compilation makes the code of a call
 */
public record Function(String name, int minArguments, int maxArguments, Compilation compilation) {

    /** Makes the code of a call. */
    @FunctionalInterface
    public interface Compilation {
        Code compile(CallSite site);
    }
}
