package org.fhirriver.extractor.batch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a batch, or a pipeline of it, has come. */
public enum State {
    /** Nothing has been read yet. */
    WAITING,
    /** The source is being read. */
    READING,
    /** The source has been read; the transformer or the loader still have to do with it. */
    PROCESSING,
    /** Every record is accounted for to the end. */
    COMPLETED,
    /** The source could not be read to its end; what was read is on its way or has arrived. */
    FAILED,
    /** A person ended the reading; what was read is on its way or has arrived. */
    CANCELLED;

    /** The state's name in JSON. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
