/** What the river is given to do in a run, and how far it has come. */
@NullMarked
package org.fhirriver.chaos.work;

import org.jspecify.annotations.NullMarked;
