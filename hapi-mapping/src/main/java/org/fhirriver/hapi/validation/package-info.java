/** HAPI's validator, asked about resources as they are published. */
@NullMarked
package org.fhirriver.hapi.validation;

import org.jspecify.annotations.NullMarked;
