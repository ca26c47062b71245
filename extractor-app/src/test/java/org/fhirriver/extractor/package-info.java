/** The whole extractor against a real broker and a real database. */
package org.fhirriver.extractor;
