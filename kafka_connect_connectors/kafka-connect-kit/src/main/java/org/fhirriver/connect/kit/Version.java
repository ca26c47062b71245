package org.fhirriver.connect.kit;

import java.util.Optional;

/** A connector's version, as its jar says. */
public final class Version {

    private Version() {}

    /** The version of the jar that a class is in. */
    public static String of(Class<?> connector) {
        return Optional.ofNullable(connector.getPackage().getImplementationVersion())
                .orElse("0.0.0");
    }
}
