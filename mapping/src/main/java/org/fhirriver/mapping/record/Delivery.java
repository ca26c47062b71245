package org.fhirriver.mapping.record;

import java.util.Optional;
import java.util.function.Function;
import org.fhirriver.messages.RecordKey;

/** What a message of a record topic says, whoever delivered it. */
public sealed interface Delivery {

    /** One result for each case. */
    <T> T fold(
            Function<Row, T> row,
            Function<Deletion, T> deletion,
            Function<Touch, T> touch,
            Function<Refused, T> refused);

    /** The whole record. */
    record Row(RecordReading.CanonicalRecord record) implements Delivery {
        @Override
        public <T> T fold(
                Function<Row, T> row,
                Function<Deletion, T> deletion,
                Function<Touch, T> touch,
                Function<Refused, T> refused) {
            return row.apply(this);
        }
    }

    /**
     * The record is gone.
     *
     * @param keyColumns its key columns, where the message's value has them
     */
    record Deletion(Optional<RecordReading.CanonicalRecord> keyColumns) implements Delivery {
        @Override
        public <T> T fold(
                Function<Row, T> row,
                Function<Deletion, T> deletion,
                Function<Touch, T> touch,
                Function<Refused, T> refused) {
            return deletion.apply(this);
        }
    }

    /** The record has changed, and has to be read from its source. */
    record Touch(RecordKey key) implements Delivery {
        @Override
        public <T> T fold(
                Function<Row, T> row,
                Function<Deletion, T> deletion,
                Function<Touch, T> touch,
                Function<Refused, T> refused) {
            return touch.apply(this);
        }
    }

    /**
     * The message says nothing of a record of the pipeline.
     *
     * @param reason why, without any value of the record
     */
    record Refused(String reason) implements Delivery {
        @Override
        public <T> T fold(
                Function<Row, T> row,
                Function<Deletion, T> deletion,
                Function<Touch, T> touch,
                Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
