/** The functions that FHIRPath defines. */
@NullMarked
package org.fhirriver.fhirpath.functions;

import org.jspecify.annotations.NullMarked;
