/** The extractor's HTTP API. */
@NullMarked
package org.fhirriver.extractor.api;

import org.jspecify.annotations.NullMarked;
