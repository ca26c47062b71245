/** Finds what is wrong with an expression before it meets data, when the type of its input is known. */
@NullMarked
package org.fhirriver.fhirpath.check;

import org.jspecify.annotations.NullMarked;
