/** Settings whose values are checked. */
@NullMarked
package org.fhirriver.connect.kit.settings;

import org.jspecify.annotations.NullMarked;
