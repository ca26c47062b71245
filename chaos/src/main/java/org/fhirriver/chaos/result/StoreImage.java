package org.fhirriver.chaos.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * What stands in the store: every document by type and id.
 *
 * @param documents the documents by {@code <ResourceType>/<id>}
 */
public record StoreImage(Map<String, Stored> documents) {

    /**
     * A document.
     *
     * @param pipeline the pipeline that it comes from
     * @param version its version
     * @param content tells contents apart: all but the version, the time of writing, and where the message stood
     */
    public record Stored(String pipeline, String version, String content) {}

    /** Reads a store. */
    public static StoreImage of(String mongodb) {
        Map<String, Stored> documents = new TreeMap<>();
        try (MongoClient client = MongoClients.create(mongodb)) {
            MongoDatabase database = client.getDatabase("fhir");
            for (String collection : database.listCollectionNames()) {
                if (!collection.startsWith("_")) {
                    database.getCollection(collection)
                            .find()
                            .batchSize(1_000)
                            .forEach(document ->
                                    documents.put(collection + "/" + document.getString("_id"), stored(document)));
                }
            }
        }
        return new StoreImage(documents);
    }

    private static Stored stored(Document document) {
        Document river = document.get("_river", Document.class);
        Document meta = document.get("meta", Document.class);
        String version = meta.getString("versionId");
        meta.remove("versionId");
        meta.remove("lastUpdated");
        String key = river.getString("key");
        document.put("_river", new Document("key", key).append("stale", river.containsKey("stale")));
        return new Stored(river.getString("pipeline"), version, digest(document.toJson()));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
