/** Fills a PostgreSQL server with the databases that the pipelines bring as samples, or with an export of Synthea's. */
@NullMarked
package org.fhirriver.local.sample;

import org.jspecify.annotations.NullMarked;
