/** What differs from one database to the next: types, snapshots, what is open, names. */
@NullMarked
package org.fhirriver.connect.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
