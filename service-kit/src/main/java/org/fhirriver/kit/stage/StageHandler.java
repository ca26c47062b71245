package org.fhirriver.kit.stage;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a stage does with the messages that it consumes; called by one thread only. */
public interface StageHandler {

    /** The topics to consume; asked for before each poll, so the answer may change while the stage runs. */
    Pattern topics();

    /**
     * Tells of messages that were polled: {@link #handle} gets them after those that it was told of before, unless an
     * outage or another process takes them away. Whoever can, may begin with them on another thread.
     */
    default void ahead(List<ConsumerRecord<byte[], byte[]>> messages) {}

    /**
     * Handles a part of what was polled, from its beginning.
     *
     * @param batch the messages, in order within each partition; never empty
     * @param output where to write: everything in it is committed together with the offsets of what was handled
     * @return how many messages from the beginning of the batch are done; at least one
     * @throws Unavailable when something outside is away: the output is thrown away and the batch comes again
     */
    int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) throws Unavailable;

    /** What the last call of {@link #handle} wrote is committed; not called when that failed or may have failed. */
    default void committed() {}

    /** Partitions are no longer this process's: what the handler knows of them may be outdated when they come back. */
    default void revoked(Collection<TopicPartition> partitions) {}
}
