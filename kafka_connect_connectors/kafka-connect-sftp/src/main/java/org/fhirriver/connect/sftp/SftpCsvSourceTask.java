package org.fhirriver.connect.sftp;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.fhirriver.connect.kit.Version;
import org.fhirriver.connect.sftp.reading.Deliveries;
import org.fhirriver.connect.sftp.reading.Progress;
import org.fhirriver.connect.sftp.reading.ReadingLoop;
import org.fhirriver.connect.sftp.settings.Keys;
import org.fhirriver.connect.sftp.settings.SftpSettings;
import org.jspecify.annotations.Nullable;

/** Reads the files of some of the connector's topics, and gives their rows as records. */
public final class SftpCsvSourceTask extends SourceTask {

    private final Deliveries deliveries = new Deliveries();
    private @Nullable ReadingLoop loop;

    @Override
    public String version() {
        return Version.of(SftpCsvSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        int number = Integer.parseInt(properties.getOrDefault(Keys.TASK_NUMBER, "0"));
        int count = Integer.parseInt(properties.getOrDefault(Keys.TASK_COUNT, "1"));
        loop = new ReadingLoop(
                SftpSettings.of(properties),
                partition -> context.offsetStorageReader().offset(partition),
                deliveries,
                topic -> Math.floorMod(topic.hashCode(), count) == number);
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        ReadingLoop reading = loop;
        if (reading == null) {
            throw new IllegalStateException("The task was not started");
        }
        List<SourceRecord> records = reading.next();
        return records.isEmpty() ? null : records;
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        deliveries.arrived(Progress.path(record.sourcePartition()));
    }

    @Override
    public void stop() {
        if (loop != null) {
            loop.close();
        }
    }
}
