/** FPML, the FHIRPath Mapping Language: templates in the shape of their result, parsed, and run untyped as a library. */
@NullMarked
package org.fhirriver.mapping.fpml;

import org.jspecify.annotations.NullMarked;
