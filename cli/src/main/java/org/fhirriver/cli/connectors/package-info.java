/** Kafka Connect's connectors, from the command line. */
@NullMarked
package org.fhirriver.cli.connectors;

import org.jspecify.annotations.NullMarked;
