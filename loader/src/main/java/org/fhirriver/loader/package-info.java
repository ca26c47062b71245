/** The loader: consumes the FHIR topics and keeps a MongoDB of FHIR resources complete and up to date. */
@NullMarked
package org.fhirriver.loader;

import org.jspecify.annotations.NullMarked;
