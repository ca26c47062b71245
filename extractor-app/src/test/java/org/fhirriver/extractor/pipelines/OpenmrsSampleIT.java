package org.fhirriver.extractor.pipelines;

import org.fhirriver.test.DatabaseServer;
import org.fhirriver.test.MariaDbForTests;

final class OpenmrsSampleIT extends OpenmrsSampleContract {

    @Override
    DatabaseServer server() {
        return MariaDbForTests.start();
    }
}
