/** What can go wrong, when it does, and how long it takes until all is well again. */
@NullMarked
package org.fhirriver.chaos.fault;

import org.jspecify.annotations.NullMarked;
