/** The values that FHIRPath works with, how they compare, convert and add up. */
@NullMarked
package org.fhirriver.fhirpath.value;

import org.jspecify.annotations.NullMarked;
