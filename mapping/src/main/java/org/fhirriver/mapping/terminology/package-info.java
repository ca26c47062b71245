/** What codes of a source mean: FHIR's ConceptMap and CodeSystem, and tables of codes in CSV. */
@NullMarked
package org.fhirriver.mapping.terminology;

import org.jspecify.annotations.NullMarked;
