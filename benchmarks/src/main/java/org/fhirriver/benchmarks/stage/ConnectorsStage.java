package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fhirriver.benchmarks.report.Row;
import org.fhirriver.local.connect.ConnectWorker;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.process.ChildProcess;
import org.fhirriver.local.process.ChildSpec;
import org.fhirriver.local.sftp.SftpMain;

/** Our connectors in a real worker against loops that read the same and send it. */
public final class ConnectorsStage {

    private static final int A_SECOND = 120_000;

    private static final String JDBC = """
            {"connector.class": "org.fhirriver.connect.jdbc.JdbcSourceConnector", "tasks.max": "1",
             "connection.url": "%s", "connection.user": "%s", "table.include.list": "labs",
             "mode": "incrementing", "incrementing.column.name": "row_id", "record.key.columns": "labs:row_id",
             "temporal.mapping": "iso_text", "batch.max.rows": "2000", "topic.prefix": "fhir.Jdbc",
             "transaction.boundary": "connector"}""";

    private static final String SFTP = """
            {"connector.class": "org.fhirriver.connect.sftp.SftpCsvSourceConnector", "tasks.max": "1",
             "sftp.host": "localhost", "sftp.port": "%d", "sftp.username": "river", "sftp.password": "river",
             "sftp.known.hosts": "%s", "input.path": "drop/input", "finished.path": "drop/finished",
             "error.path": "drop/error", "input.file.pattern": "labs.csv", "kafka.topic": "fhir.SftpLabs",
             "record.key.columns": "row_id", "schema.generation.enabled": "true", "batch.size": "2000",
             "file.minimum.age.ms": "0", "transaction.boundary": "connector"}""";

    private final Bench bench;
    private final Sample sample;
    private final int rows;

    private ConnectorsStage(Bench bench, Sample sample, int rows) {
        this.bench = bench;
        this.sample = sample;
        this.rows = rows;
    }

    /** Measures them. */
    public static List<Row> run(Order order) throws IOException, InterruptedException, SQLException {
        int rows = order.records(A_SECOND);
        try (Bench bench = new Bench(order);
                Sample sample = Sample.start(bench.folder()).labs(rows, order.seed())) {
            return new ConnectorsStage(bench, sample, rows).measure(order.connectors());
        }
    }

    private List<Row> measure(Path connectors) throws IOException, InterruptedException, SQLException {
        int sftpPort = FreePorts.next();
        Path server = bench.folder().resolve("sftp");
        Path file = server.resolve("files/drop/input/labs.csv");
        Files.createDirectories(file.getParent());
        sample.writeLabs(file);
        ChildProcess sftp =
                bench.main(SftpMain.class.getName(), List.of(server.toString(), String.valueOf(sftpPort)), Map.of());
        try {
            Bench.await("the SFTP server", () -> Files.exists(SftpMain.knownHosts(server)));
            double query =
                    ExtractorStage.plain(bench, sample, "SELECT * FROM labs ORDER BY row_id", "fhir.PlainLabs", rows);
            double csv = plainCsv(sftpPort);
            double jdbc = connector(connectors, JDBC.formatted(sample.url(), PostgresCluster.USER), "fhir.Jdbclabs");
            double drop = connector(connectors, SFTP.formatted(sftpPort, SftpMain.knownHosts(server)), "fhir.SftpLabs");
            return List.of(
                    new Row("connector: JDBC, a table", "rows", jdbc, "the query, read and sent", query, 0.7),
                    new Row("connector: SFTP, a CSV file", "rows", drop, "the file, read and sent", csv, 0.7));
        } finally {
            Bench.stop(sftp);
        }
    }

    private double plainCsv(int port) throws IOException, InterruptedException {
        String topic = "fhir.PlainCsv";
        bench.topics(topic);
        ChildProcess reading = bench.main(
                PlainCsv.class.getName(), List.of(String.valueOf(port), "drop/input/labs.csv", topic), Map.of());
        try {
            return Bench.rate(rows, () -> bench.size(topic));
        } finally {
            Bench.stop(reading);
        }
    }

    private double connector(Path connectors, String config, String topic) throws IOException, InterruptedException {
        bench.topics(topic);
        int port = FreePorts.next();
        ConnectWorker worker = new ConnectWorker(
                connectors, bench.folder().resolve("worker.properties"), bench.bootstrapServers(), port);
        ChildProcess process = ChildProcess.start(new ChildSpec(
                "connect-" + topic,
                worker.prepare(jvm(topic)).lineWith(worker.libraries()),
                Map.of("RIVER_LOG_LEVEL", "WARN"),
                bench.folder().resolve("connect-" + topic + ".log"),
                bench.folder().resolve("connect-" + topic + ".pid")));
        try {
            URI connector = URI.create("http://localhost:" + port + "/connectors/" + topic);
            Bench.await("the worker to take a connector", () -> isTaken(connector, config));
            double rate = Bench.rate(rows, () -> bench.size(topic));
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(connector).DELETE().build(), HttpResponse.BodyHandlers.discarding());
            return rate;
        } finally {
            Bench.stop(process);
        }
    }

    /** With the log of {@code ./river up}: without it, the worker's library would log whatever it does. */
    private List<String> jvm(String topic) {
        List<String> options = new ArrayList<>(bench.jvm("connect-" + topic));
        options.add("-Dlogback.configurationFile=logback-embedded.xml");
        return options;
    }

    private static boolean isTaken(URI connector, String config) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(connector + "/config"))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(config))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 400) {
                throw new IllegalStateException(answer.body());
            }
            return answer.statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
