/** Child processes that end with us, and that the next start finds when they did not. */
@NullMarked
package org.fhirriver.local.process;

import org.jspecify.annotations.NullMarked;
