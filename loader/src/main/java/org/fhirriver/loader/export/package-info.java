/** The way back: documents as FHIR JSON, one file of lines per resource type. */
@NullMarked
package org.fhirriver.loader.export;

import org.jspecify.annotations.NullMarked;
