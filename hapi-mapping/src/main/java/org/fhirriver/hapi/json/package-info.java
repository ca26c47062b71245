/** Between the engine's JSON and HAPI's R4 classes, without losing a digit. */
@NullMarked
package org.fhirriver.hapi.json;

import org.jspecify.annotations.NullMarked;
