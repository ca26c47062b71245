package org.fhirriver.extractor.batch;

import org.jspecify.annotations.Nullable;

/**
 * Where the reading of a pipeline goes on.
 *
 * @param position after which key; null for the beginning
 * @param extracted how many records were read before
 */
record ResumePoint(@Nullable String position, long extracted) {

    static final ResumePoint BEGINNING = new ResumePoint(null, 0);
}
