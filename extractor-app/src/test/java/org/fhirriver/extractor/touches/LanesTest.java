package org.fhirriver.extractor.touches;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.messages.TouchReason;
import org.junit.jupiter.api.Test;

final class LanesTest {

    private final Lanes lanes = new Lanes();

    @Test
    void takesEachKeyOnceAndAllOfItsTouches() {
        add("a", Lane.LIVE, 0, "1", "2", "1", "1");

        List<Lanes.Share> shares = lanes.next(0, Set.of());

        assertThat(shares).singleElement().satisfies(share -> {
            assertThat(share.keys()).containsExactly("1", "2");
            assertThat(share.touches()).hasSize(4);
        });
        lanes.done(shares.get(0));
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void takesAFewOfManyAlongWithUrgentOnes() {
        for (int i = 0; i < 2_000; i++) {
            add("a", Lane.BULK, 0, "bulk-" + i);
        }
        assertThat(lanes.next(0, Set.of()).get(0).keys()).hasSize(1_000);

        add("b", Lane.LIVE, 0, "urgent");

        assertThat(lanes.next(0, Set.of()))
                .extracting(share -> share.keys().size())
                .containsExactlyInAnyOrder(100, 1);
    }

    @Test
    void leavesForLaterWhatIsNotDueAndWhatWaits() {
        add("a", Lane.AGAIN, 500, "1");
        add("b", Lane.LIVE, 0, "2");

        assertThat(lanes.next(499, Set.of("b"))).isEmpty();
        assertThat(lanes.nextDue()).isZero();
        assertThat(lanes.next(500, Set.of("b")).get(0).keys()).containsExactly("1");
    }

    @Test
    void forgetsWhatCameFromPartitionsThatHaveGone() {
        add("a", Lane.LIVE, 0, "1");
        add("a", Lane.BULK, 0, "2");

        lanes.forget(List.of(new TopicPartition(Lane.LIVE.topic("a"), 0)));

        assertThat(lanes.next(0, Set.of()).get(0).keys()).containsExactly("2");
    }

    private void add(String pipeline, Lane lane, long due, String... keys) {
        for (String key : keys) {
            lanes.add(
                    pipeline,
                    lane,
                    new Touch(
                            new TopicPartition(lane.topic(pipeline), 0), 0, key, TouchReason.CHANGE, null, false, due));
        }
    }
}
