/** Keeps the parts of the river running: starts them, waits until they are ready, starts them again, stops them. */
@NullMarked
package org.fhirriver.local.supervision;

import org.jspecify.annotations.NullMarked;
