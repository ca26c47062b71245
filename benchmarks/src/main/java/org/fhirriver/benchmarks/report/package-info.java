/** What was measured: as a table for people, as JSON for comparisons. */
@NullMarked
package org.fhirriver.benchmarks.report;

import org.jspecify.annotations.NullMarked;
