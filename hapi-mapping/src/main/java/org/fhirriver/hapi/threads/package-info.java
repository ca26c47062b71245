/** Bounds the time of what others wrote and what therefore may not end. */
@NullMarked
package org.fhirriver.hapi.threads;

import org.jspecify.annotations.NullMarked;
