package org.fhirriver.local.store;

import de.bwaldvogel.mongo.bson.Document;

/** A document and where it stands in its collection. */
record Stored(long position, Document document) {}
