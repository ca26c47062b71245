/** The command {@code river}: what a person types, and what they read. */
@NullMarked
package org.fhirriver.cli;

import org.jspecify.annotations.NullMarked;
