/** Writing for a person: a terminal with colours and lines that change, or plain text. */
@NullMarked
package org.fhirriver.cli.screen;

import org.jspecify.annotations.NullMarked;
