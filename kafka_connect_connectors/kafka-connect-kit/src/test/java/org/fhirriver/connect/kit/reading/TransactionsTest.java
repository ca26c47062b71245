package org.fhirriver.connect.kit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.junit.jupiter.api.Test;

final class TransactionsTest {

    @Test
    void endsTransactionsWithEachRead() {
        var ends = new int[1];
        TransactionContext context = new TransactionContext() {
            @Override
            public void commitTransaction() {
                ends[0]++;
            }

            @Override
            public void commitTransaction(SourceRecord record) {}

            @Override
            public void abortTransaction() {}

            @Override
            public void abortTransaction(SourceRecord record) {}
        };
        var transactions = new Transactions(context);

        transactions.add(batch(100, false));
        assertThat(ends[0]).isZero();
        transactions.add(batch(0, true));
        assertThat(ends[0]).isEqualTo(1);
        transactions.add(batch(0, true));
        assertThat(ends[0]).isEqualTo(1);
        transactions.add(batch(100, true));
        assertThat(ends[0]).isEqualTo(2);
        transactions.add(batch(60_000, false));
        assertThat(ends[0]).isEqualTo(3);
    }

    private static Batch batch(int records, boolean endsRead) {
        var record = new SourceRecord(Map.of(), Map.of(), "topic", null, null);
        return new Batch(Collections.nCopies(records, record), endsRead);
    }
}
