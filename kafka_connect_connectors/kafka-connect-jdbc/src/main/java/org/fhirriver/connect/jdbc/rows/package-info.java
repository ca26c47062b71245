/** Rows as Connect's values: the type of each column, the record's key, what was sent a moment ago. */
@NullMarked
package org.fhirriver.connect.jdbc.rows;

import org.jspecify.annotations.NullMarked;
