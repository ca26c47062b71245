/** Settings from the environment: typed, checked all at once, secrets never shown. */
@NullMarked
package org.fhirriver.kit.settings;

import org.jspecify.annotations.NullMarked;
