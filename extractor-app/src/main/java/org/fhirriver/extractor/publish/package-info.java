/** Publishes records, dead letters and ledger entries in Kafka transactions. */
@NullMarked
package org.fhirriver.extractor.publish;

import org.jspecify.annotations.NullMarked;
