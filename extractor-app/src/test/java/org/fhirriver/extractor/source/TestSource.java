package org.fhirriver.extractor.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fhirriver.kit.settings.Secret;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Workspace;

/** A database and pipelines that read it. */
final class TestSource implements AutoCloseable {

    private final Path folder;
    private final String url;
    private final String user;
    private final String password;
    private final SourceDatabase database;

    TestSource(Path folder, String url, String user, String password) throws SourceException {
        this.folder = folder;
        this.url = url;
        this.user = user;
        this.password = password;
        this.database = SourceDatabase.at("hospital", url, user, new Secret(password));
        write("source.yaml", "name: hospital\ntimezone: UTC\ndatabase: {url: '" + url + "'}\n");
    }

    /** A database in this JVM. */
    static TestSource h2(Path folder) throws SourceException {
        return new TestSource(folder, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What a query for one number gives. */
    long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The records of a pipeline with a key and what stands under {@code extract}. */
    RecordSource records(String key, String extract) {
        write("pipeline.yaml", """
                name: hospital-records
                key: %s
                extract: %s
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """.formatted(key, extract));
        Workspace workspace = Workspace.read(folder, Map.of());
        Pipeline pipeline = workspace
                .pipeline("hospital-records")
                .orElseThrow(
                        () -> new IllegalStateException(workspace.problems().toString()));
        return new RecordSource(database, pipeline, Clock.systemUTC());
    }

    /** All chunks of a reading. */
    static List<Chunk> chunks(RecordSource source, Filters filters, String after) throws SourceException {
        List<Chunk> chunks = new ArrayList<>();
        source.read(filters, after, filters.limit(), chunks::add);
        return chunks;
    }

    /** The keys of all records of a reading. */
    static List<String> keys(RecordSource source, Filters filters, String after) throws SourceException {
        return chunks(source, filters, after).stream()
                .flatMap(chunk -> chunk.records().stream())
                .map(record -> record.key().text())
                .toList();
    }

    private void write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
