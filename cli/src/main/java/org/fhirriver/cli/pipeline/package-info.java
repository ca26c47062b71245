/** The pipelines that a command works with, and one of them ready to map. */
@NullMarked
package org.fhirriver.cli.pipeline;

import org.jspecify.annotations.NullMarked;
