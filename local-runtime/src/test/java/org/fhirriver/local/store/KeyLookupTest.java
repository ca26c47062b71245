package org.fhirriver.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyLookupTest {

    @Test
    void findsTheKeyBesideOtherConditions() {
        var query = new Document("number", new Document("$lt", 5)).append("_id", "a");

        assertThat(KeyLookup.of(query))
                .contains(new KeyLookup(List.of("a"), new Document("number", new Document("$lt", 5))));
    }

    @Test
    void findsTheKeyInAConjunction() {
        var query =
                new Document("$and", List.of(new Document("number", 5), new Document("_id", new Document("$eq", "a"))));

        assertThat(KeyLookup.of(query))
                .contains(new KeyLookup(
                        List.of("a"), new Document("$and", List.of(new Document("number", 5), new Document()))));
    }

    @Test
    void namesEachOfSeveralKeysOnce() {
        var query = new Document("_id", new Document("$in", List.of("b", "a", "b")));

        assertThat(KeyLookup.of(query)).hasValueSatisfying(lookup -> {
            assertThat(lookup.keys()).containsExactly("a", "b");
            assertThat(lookup.rest()).isEmpty();
        });
    }

    @Test
    void knowsObjectIds() {
        var id = new ObjectId();

        assertThat(KeyLookup.of(new Document("_id", id))).contains(new KeyLookup(List.of(id), new Document()));
    }

    @Test
    void leavesEverythingElseToASearch() {
        assertThat(KeyLookup.of(new Document("number", 5))).isEmpty();
        assertThat(KeyLookup.of(new Document("_id", 1))).isEmpty();
        assertThat(KeyLookup.of(new Document("_id", new Document("$gt", "a")))).isEmpty();
        assertThat(KeyLookup.of(new Document("_id", new Document("$in", List.of("a", "b")).append("$ne", "a"))))
                .isEmpty();
        assertThat(KeyLookup.of(new Document("_id", new Document("$in", List.of("a", 1)))))
                .isEmpty();
        assertThat(KeyLookup.of(new Document("$or", List.of(new Document("_id", "a"), new Document("_id", "b")))))
                .isEmpty();
    }
}
