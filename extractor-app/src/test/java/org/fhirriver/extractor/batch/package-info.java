/** How batches are counted and how they go on. */
package org.fhirriver.extractor.batch;
