/** Records of a source beside the resources that they would become. */
@NullMarked
package org.fhirriver.cli.preview;

import org.jspecify.annotations.NullMarked;
