/** An extension of a Kafka Connect worker: connectors go on when a line that broke is whole again. */
@NullMarked
package org.fhirriver.connect.restarts;

import org.jspecify.annotations.NullMarked;
