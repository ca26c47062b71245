/** Single calls: the records of one key, read, published and told at once, or only previewed. */
@NullMarked
package org.fhirriver.extractor.single;

import org.jspecify.annotations.NullMarked;
