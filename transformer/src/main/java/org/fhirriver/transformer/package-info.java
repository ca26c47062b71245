/** The service that maps records to FHIR resources. */
@NullMarked
package org.fhirriver.transformer;

import org.jspecify.annotations.NullMarked;
