/** Who may call the API, and what it says of itself. */
package org.fhirriver.extractor.api;
