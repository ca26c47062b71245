/** The pipelines that run, replaced while they run when their files are saved. */
@NullMarked
package org.fhirriver.transformer.pipelines;

import org.jspecify.annotations.NullMarked;
