package org.fhirriver.connect.sftp;

import java.util.Optional;

/** The connector's version, as its jar says. */
final class Version {

    private Version() {}

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("0.0.0");
    }
}
