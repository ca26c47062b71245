/** Writes plain values as JSON of a FHIR type: converted, checked, and rejected where they do not fit. */
@NullMarked
package org.fhirriver.mapping.value;

import org.jspecify.annotations.NullMarked;
