/** Change capture's second half: keys are read again by the one process that owns them, and their records published. */
@NullMarked
package org.fhirriver.extractor.touches;

import org.jspecify.annotations.NullMarked;
