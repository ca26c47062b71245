/** Connections to the database, the tables it has, and what to say when it fails. */
@NullMarked
package org.fhirriver.connect.jdbc.database;

import org.jspecify.annotations.NullMarked;
