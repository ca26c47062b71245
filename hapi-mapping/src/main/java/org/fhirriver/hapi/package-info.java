/** What a {@code processEvent} hook is written against. */
@NullMarked
package org.fhirriver.hapi;

import org.jspecify.annotations.NullMarked;
