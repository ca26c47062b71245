/** Whether a service lives, what it waits for, and its metrics, over HTTP. */
@NullMarked
package org.fhirriver.kit.health;

import org.jspecify.annotations.NullMarked;
