/** The extractor: reads SQL sources and publishes their records, one key at a time or in batches. */
@NullMarked
package org.fhirriver.extractor;

import org.jspecify.annotations.NullMarked;
