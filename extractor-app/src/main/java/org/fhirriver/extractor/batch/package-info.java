/** Batches: whole pipelines read into the bus, with a ledger of what became of every record. */
@NullMarked
package org.fhirriver.extractor.batch;

import org.jspecify.annotations.NullMarked;
