/** Runs HL7 StructureMaps over records, with HAPI's engine for R4. */
@NullMarked
package org.fhirriver.hapi.structuremap;

import org.jspecify.annotations.NullMarked;
