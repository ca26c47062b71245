/** Pipelines compiled: a record in, the resources that it becomes out. */
@NullMarked
package org.fhirriver.mapping.engine;

import org.jspecify.annotations.NullMarked;
