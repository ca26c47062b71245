/** Tests of the JSON of records. */
@NullMarked
package org.fhirriver.connect.kit.json;

import org.jspecify.annotations.NullMarked;
