package org.fhirriver.connect.restarts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PausesTest {

    private final Pauses pauses = new Pauses();

    @Test
    void growBetweenTheRestartsOfWhatFailsAgainAndAgain() {
        assertThat(restarts(0, 120)).containsExactly(1, 3, 7, 15, 31, 61, 91);
    }

    @Test
    void areShortAgainForWhatHasRunWell() {
        assertThat(restarts(0, 8)).containsExactly(1, 3, 7);
        assertThat(restarts(100, 104)).containsExactly(101, 103);
    }

    @Test
    void areOfOneConnectorEach() {
        assertThat(pauses.isOver("a", 0)).isFalse();
        assertThat(pauses.isOver("b", 1_000)).isFalse();
        assertThat(pauses.isOver("a", 1_000)).isTrue();
        assertThat(pauses.isOver("b", 1_000)).isFalse();
    }

    /** The seconds at which a connector is restarted that is found to have failed each second. */
    private List<Integer> restarts(int from, int until) {
        List<Integer> restarts = new ArrayList<>();
        for (int second = from; second < until; second++) {
            if (pauses.isOver("connector", second * 1_000L)) {
                restarts.add(second);
            }
        }
        return restarts;
    }
}
