/** The canonical key of a record. */
@NullMarked
package org.fhirriver.connect.kit.keys;

import org.jspecify.annotations.NullMarked;
