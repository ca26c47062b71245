package org.fhirriver.loader.store;

import org.fhirriver.test.MongoForTests;

/** The store's contract, held against the embedded store. */
final class FhirStoreTest extends FhirStoreContract {

    @Override
    MongoForTests mongo() {
        return MongoForTests.start();
    }
}
