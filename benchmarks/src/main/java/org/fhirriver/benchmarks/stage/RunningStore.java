package org.fhirriver.benchmarks.stage;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.fhirriver.local.ports.FreePorts;

/** A store that only acknowledges, in a process of its own, until this is closed. */
final class RunningStore implements AutoCloseable {

    private final RunningService process;
    private final MongoClient client;

    private RunningStore(RunningService process) {
        this.process = process;
        this.client = MongoClients.create("mongodb://localhost:" + process.port());
    }

    /** Starts one. */
    static RunningStore start(Bench bench) throws IOException {
        int port = FreePorts.next();
        List<String> arguments = List.of(String.valueOf(port));
        return new RunningStore(
                new RunningService(bench.main(AcknowledgingStore.class.getName(), arguments, Map.of()), port));
    }

    /** What a loader needs to reach it. */
    Map<String, String> environment() {
        return Map.of("MONGODB_URI", "mongodb://localhost:" + process.port() + "/fhir");
    }

    long pid() {
        return process.pid();
    }

    /** How many documents it has acknowledged. */
    long written() {
        return client.getDatabase("fhir").getCollection("all").estimatedDocumentCount();
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.close();
    }
}
