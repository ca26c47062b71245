package org.fhirriver.connect.jdbc.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.fhirriver.connect.jdbc.dialect.Sight;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private static final Duration OVERLAP = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2020-01-01T12:00:00Z");

    private static Sight sight(long oldestOpen, long next, int seconds) {
        return new Sight(oldestOpen, next, true, NOON.plusSeconds(seconds));
    }

    private static Progress read(Progress before, Sight sight, long id) {
        return before.afterOverlap(sight, OVERLAP).at(Position.ofId(id), sight);
    }

    @Test
    void settlesOnceAllTransactionsOfAReadHaveEnded() {
        Progress first = read(Progress.from(Position.START), sight(100, 110, 0), 50);

        Progress stillOpen = first.afterOverlap(sight(105, 130, 100), OVERLAP);
        Progress over = first.afterOverlap(sight(110, 130, 100), OVERLAP);

        assertThat(stillOpen.settled()).isEqualTo(Position.START);
        assertThat(over.settled()).isEqualTo(Position.ofId(50));
        assertThat(over.marks()).isEmpty();
    }

    @Test
    void doesNotSettleBeforeTheOverlapIsOver() {
        Progress first = read(Progress.from(Position.START), sight(110, 110, 0), 50);

        assertThat(first.afterOverlap(sight(120, 120, 59), OVERLAP).settled()).isEqualTo(Position.START);
        assertThat(first.afterOverlap(sight(120, 120, 60), OVERLAP).settled()).isEqualTo(Position.ofId(50));
    }

    @Test
    void looksAgainFromTheSettledPlace() {
        Progress progress = new Progress(Position.ofId(90), Position.ofId(50), 7, java.util.List.of());

        assertThat(progress.overlapStart(sight(1, 1, 0), true, OVERLAP, 10)).isEqualTo(Position.ofId(50));
    }

    @Test
    void looksBackByIdsWhenNobodyTellsWhatWasOpenAtTheFirstRead() {
        Progress first = read(Progress.from(Position.START), sight(110, 110, 0), 5_000);

        assertThat(first.overlapStart(sight(110, 120, 5), true, OVERLAP, 100)).isEqualTo(Position.START);
        assertThat(first.overlapStart(sight(110, 120, 5), false, OVERLAP, 100)).isEqualTo(Position.ofId(4_900));
    }

    @Test
    void looksBackByTimeForClocksThatLag() {
        LocalDateTime time = LocalDateTime.parse("2020-01-01T11:59:00");
        Progress settled = Progress.from(Position.ofTimestamp(time));

        assertThat(settled.overlapStart(sight(1, 1, 0), true, OVERLAP, 0))
                .isEqualTo(Position.ofTimestamp(time.minusSeconds(60)));
    }

    @Test
    void forgetsSomeMarksRatherThanGrow() {
        Progress progress = Progress.from(Position.START);
        for (int i = 1; i <= 1_000; i++) {
            progress = read(progress, sight(5, 100 + i, i * 10), i);
        }

        assertThat(progress.marks()).hasSize(16);
        assertThat(progress.marks().get(0).position()).isEqualTo(Position.ofId(1));
        assertThat(progress.marks().get(15).position()).isEqualTo(Position.ofId(1_000));
    }

    @Test
    void readsBackItsOffset() {
        Progress byId = read(read(Progress.from(Position.START), sight(100, 110, 0), 50), sight(105, 130, 100), 70);
        Progress byTime = Progress.from(Position.START)
                .at(new Position(LocalDateTime.parse("2020-01-01T00:00:00.123456"), 7), sight(1, 2, 3));

        assertThat(Offsets.read(Offsets.of(byId))).isEqualTo(byId);
        assertThat(Offsets.read(Offsets.of(byTime))).isEqualTo(byTime);
        assertThat(Offsets.of(byTime)).containsEntry("timestamp", "2020-01-01T00:00:00.123456");
    }

    @Test
    void readsBackTheOffsetOfARecordWithinARead() {
        Sight sight = sight(105, 130, 100);
        Progress base =
                read(Progress.from(Position.START), sight(100, 110, 0), 50).afterOverlap(sight, OVERLAP);

        Map<String, Object> offset = Offsets.during(base, sight).at(Position.ofId(60));

        assertThat(Offsets.read(offset)).isEqualTo(base.at(Position.ofId(60), sight));
    }

    @Test
    void takesAPositionThatAPersonWrote() {
        assertThat(Offsets.read(Map.of("incrementing", 7L))).isEqualTo(Progress.from(Position.ofId(7)));
        assertThat(Offsets.read(Map.of("timestamp", 1_000L)))
                .isEqualTo(Progress.from(Position.ofTimestamp(LocalDateTime.parse("1970-01-01T00:00:01"))));
    }
}
