/** JSON as plain values, digit for digit, and for a person to read. */
@NullMarked
package org.fhirriver.cli.json;

import org.jspecify.annotations.NullMarked;
