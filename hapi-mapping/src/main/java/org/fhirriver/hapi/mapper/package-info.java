/** What every way to map a record looks like from outside. */
@NullMarked
package org.fhirriver.hapi.mapper;

import org.jspecify.annotations.NullMarked;
