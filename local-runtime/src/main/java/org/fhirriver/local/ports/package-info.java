/** Ports of the loopback interface: which are free, and who has those that are not. */
@NullMarked
package org.fhirriver.local.ports;

import org.jspecify.annotations.NullMarked;
