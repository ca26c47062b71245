/** What a configuration may say, and what is wrong with one. */
@NullMarked
package org.fhirriver.connect.jdbc.settings;

import org.jspecify.annotations.NullMarked;
