/** Folders that are made, measured and cleared. */
@NullMarked
package org.fhirriver.local.files;

import org.jspecify.annotations.NullMarked;
