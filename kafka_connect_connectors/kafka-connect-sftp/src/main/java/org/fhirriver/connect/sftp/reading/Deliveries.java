package org.fhirriver.connect.sftp.reading;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts, for each file, the records that Kafka has not acknowledged yet. */
public final class Deliveries {

    private final Map<String, Long> outstanding = new ConcurrentHashMap<>();

    /** Records of a file are handed over. */
    void handedOver(String path, int count) {
        if (count > 0) {
            outstanding.merge(path, (long) count, Long::sum);
        }
    }

    /** A record is in Kafka, or was left out on the way there by the configuration. */
    public void arrived(String path) {
        outstanding.computeIfPresent(path, (same, count) -> count > 1 ? count - 1 : null);
    }

    boolean allArrived(String path) {
        return !outstanding.containsKey(path);
    }
}
