package org.fhirriver.capture;

import com.mongodb.client.MongoDatabase;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bson.Document;

/**
 * The resources of a store by type and id, without what tells how they came.
 *
 * @param byId the documents
 * @param pipelines the pipelines that they come from
 */
record Documents(Map<String, Document> byId, Map<String, String> pipelines) {

    /** All resources but those whose latest record was rejected: they show an older state, and say so. */
    static Documents of(MongoDatabase store) {
        Map<String, Document> documents = new TreeMap<>();
        Map<String, String> pipelines = new TreeMap<>();
        for (String type : store.listCollectionNames()) {
            if (type.startsWith("_")) {
                continue;
            }
            for (Document document : store.getCollection(type).find()) {
                Document river = document.get("_river", Document.class);
                if (river.containsKey("stale")) {
                    continue;
                }
                String id = type + "/" + document.get("_id");
                pipelines.put(id, river.getString("pipeline"));
                document.remove("_river");
                Optional.ofNullable(document.get("meta", Document.class)).ifPresent(meta -> {
                    meta.remove("versionId");
                    meta.remove("lastUpdated");
                });
                documents.put(id, document);
            }
        }
        return new Documents(documents, pipelines);
    }

    /** Removes everything from a store. */
    static void clear(MongoDatabase store) {
        store.listCollectionNames().forEach(name -> store.getCollection(name).deleteMany(new Document()));
    }

    /** What differs from others, by what is wrong with it. */
    Map<String, Set<String>> differencesTo(Documents others) {
        Map<String, Set<String>> differences = new TreeMap<>();
        differences.put("missing", ids(others, id -> !byId.containsKey(id)));
        differences.put("too many", ids(this, id -> !others.byId.containsKey(id)));
        differences.put(
                "different",
                ids(
                        this,
                        id -> others.byId.containsKey(id)
                                && !others.byId.get(id).equals(byId.get(id))));
        differences.values().removeIf(Set::isEmpty);
        return differences;
    }

    /** Some documents that differ from others, with what the others have; all of it is made up. */
    String examples(Documents others) {
        StringBuilder examples = new StringBuilder();
        differencesTo(others)
                .values()
                .forEach(ids -> ids.stream()
                        .limit(3)
                        .forEach(id ->
                                examples.append("%n%s%n%s%n%s".formatted(id, byId.get(id), others.byId.get(id)))));
        return examples.toString();
    }

    /** The pipelines whose documents are not the same in others. */
    Set<String> changedSince(Documents others) {
        Set<String> changed = new TreeSet<>();
        differencesTo(others)
                .values()
                .forEach(ids -> ids.forEach(
                        id -> changed.add(pipelines.getOrDefault(id, others.pipelines.getOrDefault(id, "")))));
        return changed;
    }

    private static Set<String> ids(Documents documents, Predicate<String> which) {
        Set<String> ids = new TreeSet<>(documents.byId.keySet());
        ids.removeIf(which.negate());
        return ids;
    }
}
