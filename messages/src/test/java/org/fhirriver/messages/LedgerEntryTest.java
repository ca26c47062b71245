package org.fhirriver.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fhirriver.messages.LedgerEntry.Count;
import org.junit.jupiter.api.Test;

final class LedgerEntryTest {

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");

    @Test
    void readsBackWhatItWrites() {
        List<LedgerEntry> entries = List.of(
                new LedgerEntry.Started("b1", AT, "extractor", List.of("p", "q"), Map.of("limit", "5"), true),
                new LedgerEntry.Extracted("b1", AT, "p", 5, "10013"),
                new LedgerEntry.Completed("b1", AT, "p"),
                new LedgerEntry.Failed("b1", AT, "q", "the database does not answer"),
                new LedgerEntry.Cancelled("b1", AT),
                new LedgerEntry.Counted(
                        "b1",
                        AT,
                        "p",
                        Stage.LOADER,
                        "fhir.Patient-0@17",
                        20,
                        Map.of(Count.LOADED, 2L, Count.DEAD, 1L)));

        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(LedgerEntry.fromJson(entry.toJson())).contains(entry));
    }

    @Test
    void standsOnTheBusAsPlainJson() {
        LedgerEntry entry = new LedgerEntry.Extracted("b1", AT, "p", 5, "10013");

        assertThat(new String(entry.toJson(), UTF_8))
                .isEqualTo("{\"kind\":\"extracted\",\"batch\":\"b1\",\"at\":\"2026-01-31T12:00:00.123Z\","
                        + "\"pipeline\":\"p\",\"count\":5,\"lastKey\":\"10013\"}");
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        assertThat(LedgerEntry.fromJson("{\"kind\":\"later\"}".getBytes(UTF_8))).isEmpty();
        assertThat(LedgerEntry.fromJson("no json".getBytes(UTF_8))).isEmpty();
    }
}
