/** How the pipelines of a folder and their sources are known. */
package org.fhirriver.extractor.sweep;
