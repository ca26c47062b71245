/** Functions that users write: static methods of Java files beside their pipelines, compiled in memory. */
@NullMarked
package org.fhirriver.mapping.userfunctions;

import org.jspecify.annotations.NullMarked;
