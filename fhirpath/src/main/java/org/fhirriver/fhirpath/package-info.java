/** FHIRPath: an expression is parsed once, compiled to closures and evaluated over plain JSON values. */
@NullMarked
package org.fhirriver.fhirpath;

import org.jspecify.annotations.NullMarked;
