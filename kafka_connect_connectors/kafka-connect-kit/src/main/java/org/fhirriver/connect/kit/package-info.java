/** What every connector of ours has. */
@NullMarked
package org.fhirriver.connect.kit;

import org.jspecify.annotations.NullMarked;
