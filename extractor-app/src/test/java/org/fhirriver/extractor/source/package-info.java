/** How records are read from SQL sources. */
package org.fhirriver.extractor.source;
