/** A Kafka Connect worker with the project's connectors. */
@NullMarked
package org.fhirriver.local.connect;

import org.jspecify.annotations.NullMarked;
