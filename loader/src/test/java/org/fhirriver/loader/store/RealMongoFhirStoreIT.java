package org.fhirriver.loader.store;

import org.fhirriver.test.MongoForTests;

/** The store's contract, held against a real MongoDB; skipped where there is none. */
final class RealMongoFhirStoreIT extends FhirStoreContract {

    @Override
    MongoForTests mongo() {
        return MongoForTests.startReal();
    }
}
