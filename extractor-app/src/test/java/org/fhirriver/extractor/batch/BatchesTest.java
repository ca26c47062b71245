package org.fhirriver.extractor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.fhirriver.messages.LedgerEntry.Cancelled;
import org.fhirriver.messages.LedgerEntry.Completed;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.LedgerEntry.Counted;
import org.fhirriver.messages.LedgerEntry.Extracted;
import org.fhirriver.messages.LedgerEntry.Failed;
import org.fhirriver.messages.LedgerEntry.Started;
import org.fhirriver.messages.Stage;
import org.junit.jupiter.api.Test;

final class BatchesTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Batches batches = new Batches(Clock.fixed(START.plusSeconds(10), ZoneOffset.UTC));

    @Test
    void endsWhenTheNumbersMeet() {
        batches.apply(new Started("b", START, "extractor", List.of("p"), Map.of(), false));
        assertThat(status().state()).isEqualTo(State.WAITING);
        batches.apply(new Extracted("b", START.plusSeconds(1), "p", 5, "e"));
        assertThat(status().state()).isEqualTo(State.READING);
        batches.apply(new Completed("b", START.plusSeconds(2), "p"));
        assertThat(status().state()).isEqualTo(State.PROCESSING);
        counted(Stage.TRANSFORMER, 3, Map.of(Count.MAPPED, 4L, Count.REJECTED, 1L, Count.PUBLISHED, 6L));
        assertThat(status().ended()).isFalse();
        counted(
                Stage.LOADER,
                4,
                Map.of(Count.LOADED, 2L, Count.UNCHANGED, 1L, Count.DELETED, 1L, Count.SUPERSEDED, 1L, Count.DEAD, 1L));

        assertThat(status().state()).isEqualTo(State.COMPLETED);
        assertThat(status().ended()).isTrue();
        assertThat(status().endedAt()).isEqualTo(START.plusSeconds(4));
        assertThat(status().seconds()).isEqualTo(4);
        assertThat(status().counts()).isEqualTo(new Counts(5, 4, 1, 6, 2, 1, 1, 1, 1));
    }

    @Test
    void endsAFailedPipelineWhenWhatItPublishedHasArrived() {
        batches.apply(new Started("b", START, "extractor", List.of("p", "q"), Map.of(), false));
        batches.apply(new Extracted("b", START, "p", 1, "e"));
        batches.apply(new Failed("b", START, "p", "The database 'x' does not answer"));
        batches.apply(new Completed("b", START, "q"));

        assertThat(status().state()).isEqualTo(State.FAILED);
        assertThat(status().ended()).isFalse();
        assertThat(status().pipelines().get(0).reason()).isEqualTo("The database 'x' does not answer");
        assertThat(batches.repeatable("b")).containsExactly("p");

        counted(Stage.TRANSFORMER, 3, Map.of(Count.REJECTED, 1L));

        assertThat(status().ended()).isTrue();
    }

    @Test
    void goesOnWhereAFailedPipelineStopped() {
        batches.apply(new Started("b", START, "extractor", List.of("p"), Map.of("limit", "9"), false));
        batches.apply(new Extracted("b", START, "p", 2, "k"));
        batches.apply(new Failed("b", START, "p", "why"));
        batches.apply(new Started("b", START.plusSeconds(5), "extractor", List.of("p"), Map.of("limit", "9"), false));

        assertThat(status().state()).isEqualTo(State.READING);
        assertThat(status().startedAt()).isEqualTo(START);
        assertThat(batches.resumePoint("b", "p")).isEqualTo(new ResumePoint("k", 2));
        assertThat(batches.unfinished("extractor")).isEqualTo(Map.of("b", List.of("p")));
        assertThat(batches.unfinished("another")).isEmpty();
    }

    @Test
    void remembersThatABatchMayDeleteMany() {
        batches.apply(new Started("few", START, "extractor", List.of("p"), Map.of(), false));
        batches.apply(new Started("many", START, "extractor", List.of("p"), Map.of(), true));
        batches.apply(new Started("many", START.plusSeconds(5), "extractor", List.of("p"), Map.of(), false));

        assertThat(batches.deletesMany("few")).isFalse();
        assertThat(batches.deletesMany("many")).isTrue();
        assertThat(batches.deletesMany("unknown")).isFalse();
    }

    @Test
    void cancelsOnlyWhatIsNotRead() {
        batches.apply(new Started("b", START, "extractor", List.of("p", "q"), Map.of(), false));
        batches.apply(new Completed("b", START, "p"));
        batches.apply(new Cancelled("b", START));

        assertThat(status().state()).isEqualTo(State.CANCELLED);
        assertThat(status().pipelines())
                .extracting(PipelineStatus::state)
                .containsExactly(State.COMPLETED, State.CANCELLED);
        assertThat(status().ended()).isTrue();
    }

    @Test
    void estimatesTheRestByTheSlowestStage() {
        batches.apply(new Started("b", START, "extractor", List.of("p"), Map.of(), false));
        batches.expect("b", "p", 1_000);
        batches.apply(new Extracted("b", START, "p", 500, "k"));
        counted(Stage.TRANSFORMER, 9, Map.of(Count.MAPPED, 200L, Count.PUBLISHED, 400L));
        counted(Stage.LOADER, 9, Map.of(Count.LOADED, 100L));

        assertThat(status().recordsPerSecond()).isEqualTo(20);
        assertThat(status().expected()).isEqualTo(1_000);
        assertThat(status().secondsLeft()).isEqualTo(190);
    }

    @Test
    void isUnderWayAgainUntilWhatIsReplayedHasArrived() {
        batches.apply(new Started("b", START, "extractor", List.of("p"), Map.of(), false));
        batches.apply(new Extracted("b", START, "p", 1, "e"));
        batches.apply(new Completed("b", START, "p"));
        counted(Stage.TRANSFORMER, 3, Map.of(Count.REJECTED, 1L));
        counted(Stage.TRANSFORMER, 7, Map.of(Count.REJECTED, -1L));

        assertThat(status().state()).isEqualTo(State.PROCESSING);

        counted(Stage.TRANSFORMER, 9, Map.of(Count.MAPPED, 1L, Count.PUBLISHED, 1L));
        counted(Stage.LOADER, 10, Map.of(Count.LOADED, 1L));

        assertThat(status().ended()).isTrue();
        assertThat(status().endedAt()).isEqualTo(START.plusSeconds(10));
        assertThat(status().counts()).isEqualTo(new Counts(1, 1, 0, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void ignoresEntriesOfBatchesThatBeganBeforeTheLedger() {
        batches.apply(new Extracted("old", START, "p", 5, "e"));

        assertThat(batches.status("old")).isEmpty();
        assertThat(batches.latest(10)).isEmpty();
    }

    private void counted(Stage stage, int second, Map<Count, Long> counts) {
        batches.apply(new Counted("b", START.plusSeconds(second), "p", stage, "t-0@0", 1, counts));
    }

    private BatchStatus status() {
        return batches.status("b").orElseThrow();
    }
}
