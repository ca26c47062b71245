/** A store that speaks MongoDB's wire protocol and has every acknowledged write on disk. */
@NullMarked
package org.fhirriver.local.store;

import org.jspecify.annotations.NullMarked;
