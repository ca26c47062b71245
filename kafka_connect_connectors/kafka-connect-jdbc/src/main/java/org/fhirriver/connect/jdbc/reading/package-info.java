/** Reads tables again and again: what is new, and what came to light behind the place that was reached. */
@NullMarked
package org.fhirriver.connect.jdbc.reading;

import org.jspecify.annotations.NullMarked;
