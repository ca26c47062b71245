/** The pipelines as they stand in their folder now, with the databases that they read. */
@NullMarked
package org.fhirriver.extractor.pipelines;

import org.jspecify.annotations.NullMarked;
