/** What a user writes: source systems and their pipelines, read from a folder with every problem found in it. */
@NullMarked
package org.fhirriver.mapping.pipeline;

import org.jspecify.annotations.NullMarked;
