package org.fhirriver.hapi.structuremap;

import org.hl7.fhir.r4.model.StructureMap;

/**
 * A map that is ready to run.
 *
 * @param map the map
 * @param engine runs it
 * @param sourceType what the map calls the type of its source
 * @param targetType the type of the resource that it writes
 */
record LoadedMap(StructureMap map, MapEngine engine, String sourceType, String targetType) {}
