/** Reading ahead of what Connect takes, and ending its transactions. */
@NullMarked
package org.fhirriver.connect.kit.reading;

import org.jspecify.annotations.NullMarked;
