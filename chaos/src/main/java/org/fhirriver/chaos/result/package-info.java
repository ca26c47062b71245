/** What a run leaves in the store and on the bus, and how two runs differ. */
@NullMarked
package org.fhirriver.chaos.result;

import org.jspecify.annotations.NullMarked;
