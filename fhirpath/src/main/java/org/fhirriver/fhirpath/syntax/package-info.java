/** The text of an expression and the tree that it stands for. */
@NullMarked
package org.fhirriver.fhirpath.syntax;

import org.jspecify.annotations.NullMarked;
