/** How ids follow from records, and references from the few columns that they know. */
@NullMarked
package org.fhirriver.mapping.identity;

import org.jspecify.annotations.NullMarked;
