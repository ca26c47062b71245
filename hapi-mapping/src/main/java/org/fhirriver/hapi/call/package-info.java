/** Has records mapped by a server, and waits for it when it is away. */
@NullMarked
package org.fhirriver.hapi.call;

import org.jspecify.annotations.NullMarked;
