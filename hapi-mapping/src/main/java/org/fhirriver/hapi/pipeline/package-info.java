/** Puts together everything that a pipeline does with a record, whichever ways to map it names. */
@NullMarked
package org.fhirriver.hapi.pipeline;

import org.jspecify.annotations.NullMarked;
