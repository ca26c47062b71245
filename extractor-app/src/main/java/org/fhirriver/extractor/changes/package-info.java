/** Change capture's first half: what a database's log tells becomes keys whose records are to be read again. */
@NullMarked
package org.fhirriver.extractor.changes;

import org.jspecify.annotations.NullMarked;
