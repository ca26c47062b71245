/** The store: how a resource's states become a document, and what is written, left or refused. */
@NullMarked
package org.fhirriver.loader.store;

import org.jspecify.annotations.NullMarked;
