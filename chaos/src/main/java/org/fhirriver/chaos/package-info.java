/** Runs the river twice over the same work, once undisturbed and once under faults, and compares what came of it. */
@NullMarked
package org.fhirriver.chaos;

import org.jspecify.annotations.NullMarked;
