/** Measures every stage against what the machine itself allows, in the same run: {@code ./river bench}. */
@NullMarked
package org.fhirriver.benchmarks;

import org.jspecify.annotations.NullMarked;
