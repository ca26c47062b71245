/** The one loop that consumes, hands over, produces and commits, and what it tells: dead letters, ledger, counts. */
@NullMarked
package org.fhirriver.kit.stage;

import org.jspecify.annotations.NullMarked;
