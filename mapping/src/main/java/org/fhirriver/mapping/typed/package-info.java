/** Templates compiled for the R4 type that they make: checked before they run, then written straight to JSON. */
@NullMarked
package org.fhirriver.mapping.typed;

import org.jspecify.annotations.NullMarked;
