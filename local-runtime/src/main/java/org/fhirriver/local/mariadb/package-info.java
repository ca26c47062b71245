/** A MariaDB server of this project's own, with a log of its changes: its binaries, its data folder, its process. */
@NullMarked
package org.fhirriver.local.mariadb;

import org.jspecify.annotations.NullMarked;
