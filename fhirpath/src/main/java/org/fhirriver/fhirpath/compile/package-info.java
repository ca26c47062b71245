/** From the tree of an expression to closures. */
@NullMarked
package org.fhirriver.fhirpath.compile;

import org.jspecify.annotations.NullMarked;
