/** How far a table has been read, and where rows may still come to light behind that. */
@NullMarked
package org.fhirriver.connect.jdbc.resume;

import org.jspecify.annotations.NullMarked;
