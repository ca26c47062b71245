/** Whole services, each a process of its own, against the least that has to be done in its place. */
@NullMarked
package org.fhirriver.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
