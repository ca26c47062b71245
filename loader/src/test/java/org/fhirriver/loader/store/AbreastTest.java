package org.fhirriver.loader.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AbreastTest {

    private final Abreast abreast = new Abreast(2);

    @Test
    void givesTheResultsInOrder() {
        assertThat(abreast.each(List.of(1, 2, 3, 4, 5), List::copyOf))
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(abreast.each(List.of(), List::size)).containsExactly(0);
    }

    @Test
    void worksOnTwoPartsAtATime() {
        var both = new CyclicBarrier(2);

        List<Integer> met = abreast.each(List.of(1, 2, 3, 4), part -> {
            meet(both);
            return part.size();
        });

        assertThat(met).containsExactly(2, 2);
    }

    @Test
    void beginsNothingMoreAfterAFailureAndLeavesNothingBehind() {
        List<Integer> many = IntStream.range(0, 2_000).boxed().toList();
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        var running = new AtomicInteger();
        var both = new CyclicBarrier(2);

        assertThatThrownBy(() -> abreast.each(many, part -> {
                    running.incrementAndGet();
                    begun.add(part.get(0));
                    meet(both);
                    running.decrementAndGet();
                    throw new IllegalStateException("of part " + part.get(0));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of part 0");

        assertThat(begun).containsExactlyInAnyOrder(0, 2);
        assertThat(running).hasValue(0);
        assertThat(abreast.each(List.of(1, 2, 3), List::size)).containsExactly(2, 1);
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
