/** The whole river on one machine: its state folder, its ports and addresses, its parts in their order. */
@NullMarked
package org.fhirriver.local.river;

import org.jspecify.annotations.NullMarked;
