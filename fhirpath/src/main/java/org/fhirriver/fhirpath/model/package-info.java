/** Resources as R4 sees them: each value with its FHIR type. */
@NullMarked
package org.fhirriver.fhirpath.model;

import org.jspecify.annotations.NullMarked;
