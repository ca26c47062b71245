/** Records as JSON, written without a tree in between. */
@NullMarked
package org.fhirriver.connect.kit.json;

import org.jspecify.annotations.NullMarked;
