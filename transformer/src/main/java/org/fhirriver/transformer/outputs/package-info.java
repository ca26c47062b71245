/** Remembers which resources a record became, so that those that vanish are deleted. */
@NullMarked
package org.fhirriver.transformer.outputs;

import org.jspecify.annotations.NullMarked;
