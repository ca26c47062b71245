/** Golden cases: records beside what a person wrote down that they become. */
@NullMarked
package org.fhirriver.cli.golden;

import org.jspecify.annotations.NullMarked;
