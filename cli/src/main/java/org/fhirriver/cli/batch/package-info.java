/** The main job: a batch of all pipelines over the extractor's API, its progress and its result. */
@NullMarked
package org.fhirriver.cli.batch;

import org.jspecify.annotations.NullMarked;
