package org.fhirriver.connect.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.fhirriver.connect.jdbc.database.Database;
import org.fhirriver.connect.jdbc.reading.ReadingLoop;
import org.fhirriver.connect.jdbc.reading.Source;
import org.fhirriver.connect.jdbc.reading.TableReader;
import org.fhirriver.connect.jdbc.reading.TableReaders;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.Keys;
import org.fhirriver.connect.kit.Version;
import org.fhirriver.connect.kit.reading.Batch;
import org.fhirriver.connect.kit.reading.ReadAhead;
import org.fhirriver.connect.kit.reading.Transactions;
import org.jspecify.annotations.Nullable;

/** Reads some of the connector's tables, or its query, and gives their rows as records. */
public final class JdbcSourceTask extends SourceTask {

    private @Nullable ReadAhead reading;
    private @Nullable Transactions transactions;

    @Override
    public String version() {
        return Version.of(JdbcSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        JdbcSettings settings = JdbcSettings.of(properties);
        var database = new Database(settings.database());
        List<Source> sources = settings.reading().isQuery()
                ? List.of(Source.ofQuery(settings))
                : TableList.read(properties.getOrDefault(Keys.TASK_TABLES, "")).stream()
                        .map(table -> Source.of(table, settings))
                        .toList();
        Collection<Map<String, String>> partitions =
                sources.stream().map(Source::partition).toList();
        Map<Map<String, String>, Map<String, Object>> offsets =
                context.offsetStorageReader().offsets(partitions);
        List<TableReader> readers = sources.stream()
                .map(source -> TableReaders.of(source, settings, database.dialect(), offsets.get(source.partition())))
                .toList();
        transactions = new Transactions(context.transactionContext());
        reading = new ReadAhead(new ReadingLoop(settings, database, readers), "jdbc-reader");
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
    public void stop() {
        if (reading != null) {
            reading.close();
        }
    }
}
