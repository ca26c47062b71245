/** Deletes downstream what a source that is only read in batches does not have any more. */
@NullMarked
package org.fhirriver.extractor.sweep;

import org.jspecify.annotations.NullMarked;
