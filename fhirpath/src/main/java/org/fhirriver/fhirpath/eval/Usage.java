package org.fhirriver.fhirpath.eval;

import org.fhirriver.fhirpath.syntax.Position;

/**
 * A name that an expression uses.
 *
 * @param name the name
 * @param position where it stands
 */
public record Usage(String name, Position position) {}
