package org.fhirriver.loader.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes of the common look-ups: by identifier, by patient, by code, by date, and by where a document is from. */
final class Indexes {

    /** What is looked up in every type, beside {@code _id}. */
    private static final List<List<String>> COMMON = List.of(
            List.of("identifier.value", "identifier.system"),
            List.of("meta.lastUpdated"),
            List.of("_river.pipeline", "_river.key"));

    private static final List<String> SUBJECT = List.of("subject.reference");
    private static final List<String> PATIENT = List.of("patient.reference");
    private static final List<String> ENCOUNTER = List.of("encounter.reference");
    private static final List<String> CODE = List.of("code.coding.code", "code.coding.system");

    private static final Map<String, List<List<String>>> BY_TYPE = Map.ofEntries(
            Map.entry("AllergyIntolerance", List.of(PATIENT, CODE, List.of("recordedDate"))),
            Map.entry("CarePlan", List.of(SUBJECT, ENCOUNTER, List.of("period.start"))),
            Map.entry(
                    "Condition", List.of(SUBJECT, ENCOUNTER, CODE, List.of("onsetDateTime"), List.of("recordedDate"))),
            Map.entry("Device", List.of(PATIENT)),
            Map.entry("DiagnosticReport", List.of(SUBJECT, ENCOUNTER, CODE, List.of("effectiveDateTime"))),
            Map.entry("Encounter", List.of(SUBJECT, List.of("period.start"), List.of("partOf.reference"))),
            Map.entry("EpisodeOfCare", List.of(PATIENT, List.of("period.start"))),
            Map.entry(
                    "Immunization",
                    List.of(
                            PATIENT,
                            ENCOUNTER,
                            List.of("vaccineCode.coding.code", "vaccineCode.coding.system"),
                            List.of("occurrenceDateTime"))),
            Map.entry("Location", List.of(List.of("name"))),
            Map.entry("Medication", List.of(CODE)),
            Map.entry(
                    "MedicationRequest",
                    List.of(
                            SUBJECT,
                            ENCOUNTER,
                            List.of("medicationCodeableConcept.coding.code", "medicationCodeableConcept.coding.system"),
                            List.of("authoredOn"))),
            Map.entry(
                    "Observation",
                    List.of(
                            SUBJECT,
                            ENCOUNTER,
                            CODE,
                            List.of("effectiveDateTime"),
                            List.of("subject.reference", "code.coding.code", "effectiveDateTime"))),
            Map.entry("Organization", List.of(List.of("name"))),
            Map.entry("Patient", List.of(List.of("name.family"), List.of("birthDate"))),
            Map.entry("Practitioner", List.of(List.of("name.family"))),
            Map.entry(
                    "Procedure",
                    List.of(SUBJECT, ENCOUNTER, CODE, List.of("performedPeriod.start"), List.of("performedDateTime"))),
            Map.entry("ServiceRequest", List.of(SUBJECT, ENCOUNTER, CODE, List.of("authoredOn"))));

    /** IndexAlreadyExists, IndexOptionsConflict, IndexKeySpecsConflict. */
    private static final Set<Integer> THEIRS = Set.of(68, 85, 86);

    private static final Logger log = LoggerFactory.getLogger(Indexes.class);

    private final MongoDatabase database;
    private final Set<String> done = new HashSet<>();

    Indexes(MongoDatabase database) {
        this.database = database;
    }

    /** Creates the indexes of all types that have some of their own. */
    void ensureAll() {
        BY_TYPE.keySet().stream().sorted().forEach(this::ensure);
        create(River.TOMBSTONES, List.of(new IndexModel(new Document("at", 1), new IndexOptions().name("at"))));
    }

    /** Creates the indexes of a type, where they are not there yet. */
    void ensure(String type) {
        if (done.contains(type)) {
            return;
        }
        Set<List<String>> fields = new LinkedHashSet<>(COMMON);
        fields.addAll(BY_TYPE.getOrDefault(type, List.of()));
        List<IndexModel> models = new ArrayList<>();
        for (List<String> path : fields) {
            Document keys = new Document();
            path.forEach(field -> keys.append(field, 1));
            models.add(new IndexModel(keys, new IndexOptions().name(String.join("+", path))));
        }
        models.add(new IndexModel(
                new Document("_river.stale.since", 1),
                new IndexOptions().name("_river.stale.since").sparse(true)));
        create(type, models);
        done.add(type);
    }

    /** An index that somebody made differently under the same name is theirs. */
    private void create(String collection, List<IndexModel> models) {
        try {
            database.getCollection(collection).createIndexes(models);
        } catch (MongoCommandException e) {
            if (!THEIRS.contains(e.getCode())) {
                throw e;
            }
            log.warn("The indexes of {} are left as they are: MongoDB says {}", collection, e.getErrorCodeName());
        }
    }
}
