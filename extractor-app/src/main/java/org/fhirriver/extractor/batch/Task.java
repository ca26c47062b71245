package org.fhirriver.extractor.batch;

import java.util.Optional;
import org.fhirriver.extractor.source.Filters;

/**
 * A pipeline of a batch that is to be read.
 *
 * @param filters what limits the records
 * @param begin where to begin; empty when only the ledger knows
 * @param deletesEvenIfMany whether a person has agreed that many records are gone
 */
record Task(String batch, String pipeline, Filters filters, Optional<ResumePoint> begin, boolean deletesEvenIfMany) {}
