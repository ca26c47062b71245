package org.fhirriver.loader.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB database of FHIR resources: a collection for each resource type, a document for each resource.
 *
 * <p>Every write is conditional on a higher offset of the FHIR topic than the one that wrote the document, so a state
 * that comes again, or too late, changes nothing. A delete leaves a tombstone with its offset and version.
 */
public final class FhirStore {

    /** How often a state is looked at again that somebody else wrote at the same moment. */
    private static final int MOST_ROUNDS = 3;

    /** A group gives a member's partitions to another after ten seconds of silence, not before. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    /** So many states are looked for and written at once. */
    private static final int AT_ONCE = 500;

    private final MongoDatabase database;
    private final BulkWrites bulk;
    private final LateWrites lateWrites;
    private final Indexes indexes;
    private final FirstLoads firstLoads;
    private final Clock clock;
    private final Abreast abreast = new Abreast(AT_ONCE);

    /** A store in a database; {@code clock} gives {@code meta.lastUpdated}. */
    public FhirStore(MongoDatabase database, Clock clock) {
        this.database = database;
        this.bulk = new BulkWrites(database);
        this.lateWrites = new LateWrites(database, clock);
        this.indexes = new Indexes(database);
        this.firstLoads = new FirstLoads(database);
        this.clock = clock;
    }

    /** Creates the indexes of the common look-ups, for all types that have some. */
    public void prepare() {
        indexes.ensureAll();
    }

    /**
     * Brings resources to new states.
     *
     * @param states at most one for each resource
     * @return what was done with each, in no particular order
     * @throws com.mongodb.MongoException when MongoDB does not answer; the same states may be applied again
     */
    public List<Outcome> apply(Collection<ResourceState> states) {
        Map<String, List<ResourceState>> byType = new TreeMap<>();
        states.forEach(state -> byType.computeIfAbsent(state.key().type(), type -> new ArrayList<>())
                .add(state));
        List<Outcome> outcomes = new ArrayList<>(states.size());
        byType.forEach((type, ofType) -> outcomes.addAll(apply(type, ofType)));
        return outcomes;
    }

    private List<Outcome> apply(String type, List<ResourceState> states) {
        indexes.ensure(type);
        boolean unseen =
                firstLoads.isLikely(type, states.size()) && states.stream().noneMatch(state -> state.json() == null);
        // A first load: that nothing is there is found out by writing, and what is there after all is looked at then.
        Look look = unseen ? Known::deleted : Known::read;
        List<Outcome> outcomes = new ArrayList<>(states.size());
        long there = 0;
        for (Done part : abreast.each(states, some -> write(type, some, 1, look))) {
            outcomes.addAll(part.outcomes());
            there += part.there();
        }
        firstLoads.note(type, there, states.size());
        return outcomes;
    }

    /** How the store is asked what it knows. */
    private interface Look {
        Map<String, Known> at(MongoDatabase database, String type, Collection<String> ids);
    }

    /** What was done with some states, of which so many had a document before. */
    private record Done(List<Outcome> outcomes, long there) {}

    private Done write(String type, List<ResourceState> states, int round, Look look) {
        List<String> ids = states.stream().map(state -> state.key().id()).toList();
        long read = System.nanoTime();
        Map<String, Known> known = look.at(database, type, ids);
        Plan plan = new Plan(clock.instant(), round);
        states.forEach(state -> plan.add(state, known.getOrDefault(state.key().id(), Known.NOTHING)));
        plan.write(type);
        if (System.nanoTime() - read > SLOW.toNanos()) {
            lateWrites.remove(type, ids);
        }
        long there = plan.again.size()
                + known.values().stream().filter(Known::stored).count();
        if (!plan.again.isEmpty()) {
            plan.outcomes.addAll(write(type, plan.again, round + 1, Known::read).outcomes());
        }
        return new Done(plan.outcomes, there);
    }

    /** What is to be written of one type. */
    private final class Plan {
        private final Instant now;
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
        private final List<ResourceState> written = new ArrayList<>();
        private final List<ResourceState> again = new ArrayList<>();
        private final List<WriteModel<BsonDocument>> tombstones = new ArrayList<>();
        private final List<WriteModel<RawBsonDocument>> deletes = new ArrayList<>();

        private final int round;

        private Plan(Instant now, int round) {
            this.now = now;
            this.round = round;
        }

        private void add(ResourceState state, Known known) {
            long offset = state.position().offset();
            if (offset < known.offset()) {
                outcomes.add(Outcome.of(state, Outcome.Kind.SUPERSEDED));
            } else if (offset == known.offset()) {
                // It comes again: what was done with it then is what counts.
                outcomes.add(Outcome.of(state, known.stored() ? Outcome.Kind.LOADED : Outcome.Kind.DELETED));
            } else if (state.json() == null) {
                delete(state, known);
            } else {
                replace(state, state.json(), known);
            }
        }

        private void delete(ResourceState state, Known known) {
            outcomes.add(Outcome.of(state, Outcome.Kind.DELETED));
            long offset = state.position().offset();
            if (known.offset() >= 0 || state.overtakes()) {
                tombstones.add(new ReplaceOneModel<>(
                        Filters.and(Filters.eq("_id", state.key().toString()), Filters.lt("offset", offset)),
                        new BsonDocument("_id", new BsonString(state.key().toString()))
                                .append("offset", new BsonInt64(offset))
                                .append("versionId", new BsonString(Long.toString(known.version())))
                                .append("at", new BsonDateTime(now.toEpochMilli())),
                        new ReplaceOptions().upsert(true)));
                deletes.add(new DeleteOneModel<>(olderThan(state)));
            }
        }

        private void replace(ResourceState state, byte[] json, Known known) {
            String hash = ContentHash.of(json);
            if (known.stored() && known.hash().equals(hash)) {
                outcomes.add(Outcome.of(state, Outcome.Kind.UNCHANGED));
                if (known.stale() || state.overtakes()) {
                    // Nothing that is older than this state may be written from now on.
                    writes.add(new UpdateOneModel<>(
                            olderThan(state),
                            Updates.combine(
                                    Updates.unset(River.STALE),
                                    Updates.set(River.OFFSET, state.position().offset()))));
                    written.add(state);
                }
                return;
            }
            try {
                RawBsonDocument document = DocumentWriter.write(state, json, known.version() + 1, now, hash);
                writes.add(
                        known.stored()
                                ? new ReplaceOneModel<>(olderThan(state), document, new ReplaceOptions().upsert(true))
                                : new InsertOneModel<>(document));
                written.add(state);
            } catch (InvalidResource e) {
                outcomes.add(Outcome.refused(state, e.reason()));
            }
        }

        private Bson olderThan(ResourceState state) {
            return Filters.and(
                    Filters.eq("_id", state.key().id()),
                    Filters.lt(River.OFFSET, state.position().offset()));
        }

        private void write(String type) {
            if (!tombstones.isEmpty()) {
                // What they are for is done first: a tombstone that is newer refuses them, nothing else may.
                expectOnlyDuplicates(bulk.write(River.TOMBSTONES, BsonDocument.class, tombstones));
                bulk.write(type, RawBsonDocument.class, deletes);
            }
            if (!writes.isEmpty()) {
                Map<Integer, Integer> refused = bulk.write(type, RawBsonDocument.class, writes);
                for (int i = 0; i < writes.size(); i++) {
                    tell(written.get(i), writes.get(i), refused.get(i));
                }
            }
        }

        private void tell(ResourceState state, WriteModel<RawBsonDocument> write, @Nullable Integer code) {
            if (write instanceof UpdateOneModel) {
                return;
            }
            if (code == null) {
                outcomes.add(Outcome.of(state, Outcome.Kind.LOADED));
            } else if (code == Refusals.DUPLICATE_KEY && round < MOST_ROUNDS) {
                // Somebody wrote the document since it was read: look again.
                again.add(state);
            } else {
                outcomes.add(Outcome.refused(state, Refusals.reason(code)));
            }
        }
    }

    private static void expectOnlyDuplicates(Map<Integer, Integer> refused) {
        refused.values().stream()
                .filter(code -> code != Refusals.DUPLICATE_KEY)
                .findAny()
                .ifPresent(code -> {
                    throw new MongoException(code, "MongoDB refused a tombstone");
                });
    }
}
