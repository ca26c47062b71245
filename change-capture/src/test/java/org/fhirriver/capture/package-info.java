/** Change capture as a whole: random histories of real databases, and the documents that they leave. */
@NullMarked
package org.fhirriver.capture;

import org.jspecify.annotations.NullMarked;
