/** What is wrong with a configuration, said of the key that is wrong. */
@NullMarked
package org.fhirriver.connect.kit.validation;

import org.jspecify.annotations.NullMarked;
