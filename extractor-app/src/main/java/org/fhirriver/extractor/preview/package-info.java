/** Previews: what records would become, published nowhere. */
@NullMarked
package org.fhirriver.extractor.preview;

import org.jspecify.annotations.NullMarked;
