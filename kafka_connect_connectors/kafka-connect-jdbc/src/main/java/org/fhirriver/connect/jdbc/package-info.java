/** A Kafka Connect source that reads the rows of SQL tables: the connector and its task. */
@NullMarked
package org.fhirriver.connect.jdbc;

import org.jspecify.annotations.NullMarked;
