/** A PostgreSQL server of this project's own: its binaries, its data folder, its process. */
@NullMarked
package org.fhirriver.local.postgres;

import org.jspecify.annotations.NullMarked;
