package org.fhirriver.mapping.record;

import java.util.Map;
import java.util.function.Function;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/** What came of reading a record. */
public sealed interface RecordReading {

    /** One result for either case. */
    <T> T fold(Function<CanonicalRecord, T> canonical, Function<Refused, T> refused);

    /**
     * A record in its canonical form.
     *
     * @param values the columns under their declared names; text, Boolean, Integer, Long, BigInteger, BigDecimal, null,
     *     lists and maps of these
     */
    record CanonicalRecord(Map<String, @Nullable Object> values, RecordKey key) implements RecordReading {
        @Override
        public <T> T fold(Function<CanonicalRecord, T> canonical, Function<Refused, T> refused) {
            return canonical.apply(this);
        }

        /** Only the number of columns: values belong to patients. */
        @Override
        public String toString() {
            return "a record of " + values.size() + " columns";
        }
    }

    /**
     * The message is no record of the pipeline.
     *
     * @param reason why, without any value of the record
     */
    record Refused(String reason) implements RecordReading {
        @Override
        public <T> T fold(Function<CanonicalRecord, T> canonical, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
