/** What Debezium's connectors do in a real worker, with the configurations that the project ships. */
@NullMarked
package org.fhirriver.connect.debezium;

import org.jspecify.annotations.NullMarked;
