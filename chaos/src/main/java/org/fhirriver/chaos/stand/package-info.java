/** The river's processes as the chaos suite runs them, each of which can be killed, stopped, frozen and started again. */
@NullMarked
package org.fhirriver.chaos.stand;

import org.jspecify.annotations.NullMarked;
