package org.fhirriver.messages;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a batch's ledger, a message of {@link Topics#LEDGER} whose key is the batch's id.
 *
 * <p>Every entry is written in the same Kafka transaction as what it counts, so the sum of all entries is exact
 * whatever was killed or redelivered in between.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerEntry.Started.class, name = "started"),
    @JsonSubTypes.Type(value = LedgerEntry.Extracted.class, name = "extracted"),
    @JsonSubTypes.Type(value = LedgerEntry.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = LedgerEntry.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = LedgerEntry.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = LedgerEntry.Counted.class, name = "counted")
})
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface LedgerEntry {

    /** The batch's id. */
    String batch();

    /** When the entry was written. */
    Instant at();

    /**
     * A batch was asked for, or some of its pipelines were asked for again.
     *
     * @param instance the extractor that reads it, over its restarts
     * @param pipelines the pipelines that it reads, in this order
     * @param filters what limits it, as the request gave it; empty for all records
     * @param deletesMany whether records that are gone are deleted however many they are
     */
    record Started(
            String batch,
            Instant at,
            String instance,
            List<String> pipelines,
            Map<String, String> filters,
            boolean deletesMany)
            implements LedgerEntry {
        public Started {
            instance = instance == null ? "" : instance;
            pipelines = List.copyOf(pipelines);
            filters = filters == null ? Map.of() : Map.copyOf(filters);
        }
    }

    /**
     * Records of a pipeline were published.
     *
     * @param count how many records this entry adds
     * @param lastKey the key text of the last of them in key order: where to go on after a restart
     */
    record Extracted(
            String batch,
            Instant at,
            String pipeline,
            long count,
            @Nullable String lastKey) implements LedgerEntry {}

    /** A pipeline's source has been read to its end. */
    record Completed(String batch, Instant at, String pipeline) implements LedgerEntry {}

    /**
     * A pipeline's extraction ended before the end of its source.
     *
     * @param reason why, in words
     */
    record Failed(String batch, Instant at, String pipeline, String reason) implements LedgerEntry {}

    /** The batch was cancelled; what is published already goes its way. */
    record Cancelled(String batch, Instant at) implements LedgerEntry {}

    /**
     * What the transformer or the loader did with the messages of a batch between two offsets of a partition. What is
     * replayed is on its way again, and is taken away from what was rejected: it counts below zero.
     *
     * @param stage who counted
     * @param origin the first message that is counted here; an entry stands for all of the batch's messages from there
     *     up to and without {@code end}
     * @param end the offset after the last message
     * @param counts how many, by {@link Count}
     */
    record Counted(
            String batch, Instant at, String pipeline, Stage stage, String origin, long end, Map<Count, Long> counts)
            implements LedgerEntry {
        public Counted {
            counts = Map.copyOf(counts);
        }
    }

    /** What can be counted. The transformer counts the first three, the loader the others. */
    enum Count {
        /** Records that were mapped. */
        MAPPED,
        /** Records that could not be mapped. */
        REJECTED,
        /** Resource states, deletes among them, that were published. */
        PUBLISHED,
        /** Documents that were written. */
        LOADED,
        /** States equal to the stored document, not written again. */
        UNCHANGED,
        /** Documents deleted, or known to be gone. */
        DELETED,
        /** States that a newer one of the same resource overtook. */
        SUPERSEDED,
        /** States that the store refused. */
        DEAD;

        /** The count's name in JSON. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The entry as it stands on the bus. */
    default byte[] toJson() {
        try {
            return LedgerJson.MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A ledger entry can always be written as JSON", e);
        }
    }

    /** Reads an entry; empty when the bytes are none that this version knows. */
    static Optional<LedgerEntry> fromJson(byte[] json) {
        try {
            return Optional.of(LedgerJson.MAPPER.readValue(json, LedgerEntry.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
