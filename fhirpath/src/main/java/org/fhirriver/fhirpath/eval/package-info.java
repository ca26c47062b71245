/** What a compiled expression is and what it runs against. */
@NullMarked
package org.fhirriver.fhirpath.eval;

import org.jspecify.annotations.NullMarked;
