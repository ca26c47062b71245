/** How touched keys are taken and given out. */
package org.fhirriver.extractor.touches;
