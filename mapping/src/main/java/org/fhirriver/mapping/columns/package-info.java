/** Which columns a pipeline's records have, as far as it can be known, and whether the pipeline asks for others. */
@NullMarked
package org.fhirriver.mapping.columns;

import org.jspecify.annotations.NullMarked;
