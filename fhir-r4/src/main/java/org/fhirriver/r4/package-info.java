/** What FHIR R4 says about its types: elements, cardinalities, choices, references and required codes, as data. */
@NullMarked
package org.fhirriver.r4;

import org.jspecify.annotations.NullMarked;
