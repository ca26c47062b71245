package org.fhirriver.extractor.pipelines;

import org.fhirriver.test.DatabaseServer;
import org.fhirriver.test.MySqlForTests;

final class OpenmrsSampleOnMySqlIT extends OpenmrsSampleContract {

    @Override
    DatabaseServer server() {
        return MySqlForTests.startReal();
    }
}
