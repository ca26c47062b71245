/** Mapping a file of rows to a file of resources, without any service. */
@NullMarked
package org.fhirriver.cli.map;

import org.jspecify.annotations.NullMarked;
