package org.fhirriver.loader.export;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.bson.RawBsonDocument;

/**
 * Writes the store's resources as newline-delimited JSON, one file {@code <ResourceType>.ndjson} for each type, one
 * resource a line, ordered by id. Documents are streamed, so memory stays flat.
 */
public final class NdjsonExport {

    private static final int TELL_EVERY = 10_000;

    private final MongoDatabase database;
    private final ObjLongConsumer<String> progress;

    /**
     * An export of a database.
     *
     * @param progress told the type and the number of its resources written so far, from time to time
     */
    public NdjsonExport(MongoDatabase database, ObjLongConsumer<String> progress) {
        this.database = database;
        this.progress = progress;
    }

    /** The types that the store has a collection for, in alphabetical order. */
    public List<String> types() {
        List<String> types = new ArrayList<>();
        for (String name : database.listCollectionNames()) {
            if (Character.isUpperCase(name.charAt(0))) {
                types.add(name);
            }
        }
        types.sort(null);
        return types;
    }

    /**
     * Writes the types that have a resource into a folder, which is made if need be. A file of an earlier export is
     * replaced when its new content is complete.
     *
     * @return how many resources were written, by type
     * @throws IOException when a file cannot be written
     */
    public Map<String, Long> write(Path folder, List<String> types) throws IOException {
        Files.createDirectories(folder);
        Map<String, Long> written = new TreeMap<>();
        for (String type : types) {
            long count = write(folder, type);
            if (count > 0) {
                written.put(type, count);
            }
        }
        return written;
    }

    private long write(Path folder, String type) throws IOException {
        Path target = folder.resolve(type + ".ndjson");
        Path part = folder.resolve(type + ".ndjson.part");
        long count = 0;
        try (MongoCursor<RawBsonDocument> documents = database.getCollection(type, RawBsonDocument.class)
                        .find()
                        .sort(Sorts.ascending("_id"))
                        .batchSize(1_000)
                        .cursor();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            FhirJson json = new FhirJson(out);
            while (documents.hasNext()) {
                json.write(documents.next());
                out.write('\n');
                count++;
                if (count % TELL_EVERY == 0) {
                    progress.accept(type, count);
                }
            }
        }
        if (count == 0) {
            Files.delete(part);
            Files.deleteIfExists(target);
        } else {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            progress.accept(type, count);
        }
        return count;
    }
}
