/** What is restarted, and when. */
@NullMarked
package org.fhirriver.connect.restarts;

import org.jspecify.annotations.NullMarked;
