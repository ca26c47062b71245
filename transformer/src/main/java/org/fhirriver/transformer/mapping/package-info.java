/** Turns what is consumed from record topics into messages of FHIR topics. */
@NullMarked
package org.fhirriver.transformer.mapping;

import org.jspecify.annotations.NullMarked;
