package org.fhirriver.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fhirriver.local.river.River;

/** Stops the river once, whoever asks first: the command that is done, or a signal. */
final class Ending {

    private final River river;
    private final Narrator narrator;
    private final Surroundings surroundings;
    private final boolean clearing;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * The end of a river.
     *
     * @param clearing whether its state goes with it
     */
    Ending(River river, Narrator narrator, Surroundings surroundings, boolean clearing) {
        this.river = river;
        this.narrator = narrator;
        this.surroundings = surroundings;
        this.clearing = clearing;
    }

    /** Stops the river because the process was told to end. */
    void onSignal() {
        if (begun.compareAndSet(false, true)) {
            surroundings.screen().live(List.of());
            surroundings.screen().gap();
            surroundings.screen().line("Stopping ...");
            close();
            surroundings
                    .screen()
                    .line(clearing ? "Stopped; nothing is left." : "Stopped. ./river up goes on where it was.");
        }
        await();
    }

    /** Stops the river because its work is done. */
    void end() {
        if (begun.compareAndSet(false, true)) {
            close();
        }
        await();
    }

    /** Waits for the end of the process when a signal has begun it: what fails from then on is of no interest. */
    void awaitIfBegun() throws InterruptedException {
        if (begun.get()) {
            new CountDownLatch(1).await();
        }
    }

    private void close() {
        narrator.beSilent();
        try {
            river.close();
            if (clearing) {
                river.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended.countDown();
        }
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
