/** Dead letters of all stages, grouped by their cause. */
@NullMarked
package org.fhirriver.extractor.dead;

import org.jspecify.annotations.NullMarked;
