package org.fhirriver.kit.stage;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Something outside does not answer: nothing of the batch in hand is committed, and it is tried again after a while,
 * without limit.
 */
public final class Unavailable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String why;
    private final transient Set<TopicPartition> affected;

    /**
     * An outage that affects all partitions.
     *
     * @param what the name of what is away, as {@code MongoDB}
     * @param why what happened, in words and without any value of a record
     */
    public Unavailable(String what, String why, Throwable cause) {
        this(what, why, Set.of(), cause);
    }

    /** An outage that affects some partitions; the others go on. */
    public Unavailable(String what, String why, Set<TopicPartition> affected, Throwable cause) {
        super(why, cause);
        this.what = what;
        this.why = why;
        this.affected = Set.copyOf(affected);
    }

    /** The name of what is away. */
    public String what() {
        return what;
    }

    /** What happened, in words. */
    public String why() {
        return why;
    }

    /** The partitions that have to wait; empty for all. */
    public Set<TopicPartition> affected() {
        return affected;
    }
}
