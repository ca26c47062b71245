/** The one form that a record has, whoever delivered it: declared names, declared types, one key. */
@NullMarked
package org.fhirriver.mapping.record;

import org.jspecify.annotations.NullMarked;
