/** What every embedded part needs from the operating system: free ports and child processes that end with us. */
@NullMarked
package org.fhirriver.local.process;

import org.jspecify.annotations.NullMarked;
