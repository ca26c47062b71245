/** The real surroundings of a service, small and in this JVM, for its tests. */
@NullMarked
package org.fhirriver.test;

import org.jspecify.annotations.NullMarked;
