/** Kafka clients as the services use them, and the topics that the services create. */
@NullMarked
package org.fhirriver.kit.kafka;

import org.jspecify.annotations.NullMarked;
