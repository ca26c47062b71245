/** YAML and JSON files as trees in which every key and value knows its place, and the problems found in them. */
@NullMarked
package org.fhirriver.mapping.source;

import org.jspecify.annotations.NullMarked;
