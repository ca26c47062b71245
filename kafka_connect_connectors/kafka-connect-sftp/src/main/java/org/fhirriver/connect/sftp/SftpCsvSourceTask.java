package org.fhirriver.connect.sftp;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.fhirriver.connect.kit.Version;
import org.fhirriver.connect.kit.reading.Batch;
import org.fhirriver.connect.kit.reading.ReadAhead;
import org.fhirriver.connect.kit.reading.Transactions;
import org.fhirriver.connect.sftp.reading.Deliveries;
import org.fhirriver.connect.sftp.reading.Progress;
import org.fhirriver.connect.sftp.reading.ReadingLoop;
import org.fhirriver.connect.sftp.settings.Keys;
import org.fhirriver.connect.sftp.settings.SftpSettings;
import org.jspecify.annotations.Nullable;

/** Reads the files of some of the connector's topics, and gives their rows as records. */
public final class SftpCsvSourceTask extends SourceTask {

    private final Deliveries deliveries = new Deliveries();
    private @Nullable ReadAhead reading;
    private @Nullable Transactions transactions;

    @Override
    public String version() {
        return Version.of(SftpCsvSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        int number = Integer.parseInt(properties.getOrDefault(Keys.TASK_NUMBER, "0"));
        int count = Integer.parseInt(properties.getOrDefault(Keys.TASK_COUNT, "1"));
        var files = new ReadingLoop(
                SftpSettings.of(properties),
                partition -> context.offsetStorageReader().offset(partition),
                deliveries,
                topic -> Math.floorMod(topic.hashCode(), count) == number);
        transactions = new Transactions(context.transactionContext());
        reading = new ReadAhead(files, "sftp-reader");
        reading.start();
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        ReadAhead batches = reading;
        Transactions ending = transactions;
        if (batches == null || ending == null) {
            throw new IllegalStateException("The task was not started");
        }
        Batch batch = batches.next();
        ending.add(batch);
        // An empty list at the end of a read lets Connect commit what came before; without one it goes on waiting.
        return batch.records().isEmpty() && !batch.endsRead() ? null : batch.records();
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        deliveries.arrived(Progress.path(record.sourcePartition()));
    }

    @Override
    public void stop() {
        if (reading != null) {
            reading.close();
        }
    }
}
