/** Reads the records of a pipeline from its SQL database: in the order of their keys, streaming, children joined. */
@NullMarked
package org.fhirriver.extractor.source;

import org.jspecify.annotations.NullMarked;
