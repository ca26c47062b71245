/** A Kafka broker of one node: its settings, its storage, its life. */
@NullMarked
package org.fhirriver.local.kafka;

import org.jspecify.annotations.NullMarked;
