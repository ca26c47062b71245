/** The mapping engine, from a record's bytes to FHIR's bytes, against code written by hand and against HAPI. */
@NullMarked
package org.fhirriver.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
