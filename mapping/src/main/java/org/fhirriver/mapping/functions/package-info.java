/** The functions that expressions may call beside FHIRPath's own: translation, ids, dates, texts, units, pseudonyms. */
@NullMarked
package org.fhirriver.mapping.functions;

import org.jspecify.annotations.NullMarked;
