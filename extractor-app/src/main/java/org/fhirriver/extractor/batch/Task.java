package org.fhirriver.extractor.batch;

import java.util.Optional;
import org.fhirriver.extractor.source.Filters;

/**
 * A pipeline of a batch that is to be read.
 *
 * @param filters what limits the records
 * @param begin where to begin; empty when only the ledger knows
 */
record Task(String batch, String pipeline, Filters filters, Optional<ResumePoint> begin) {}
