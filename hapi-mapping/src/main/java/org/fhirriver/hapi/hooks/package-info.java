/** Compiles hooks when they are loaded, and runs them within a time limit. */
@NullMarked
package org.fhirriver.hapi.hooks;

import org.jspecify.annotations.NullMarked;
