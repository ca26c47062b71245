/** The JSON Schemas that let an editor complete and check pipeline files while they are written. */
@NullMarked
package org.fhirriver.mapping.schema;

import org.jspecify.annotations.NullMarked;
