package org.fhirriver.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another class's {@code main} in a JVM that ends when its parent does.
 *
 * <p>The parent holds the other end of this process's standard input. When it closes, for whatever reason, the JVM
 * exits in order; when that takes too long, at once.
 */
public final class ChildMain {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private ChildMain() {}

    /** Takes the class's name, then its own arguments. */
    public static void main(String[] args) throws Throwable {
        endWith(System.in);
        var main = Class.forName(args[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void endWith(InputStream parent) {
        var watch = new Thread(
                () -> {
                    awaitEnd(parent);
                    startHaltTimer();
                    Runtime.getRuntime().exit(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // The parent says nothing; only the end counts.
            }
        } catch (IOException e) {
            // A broken pipe is an end as well.
        }
    }

    private static void startHaltTimer() {
        var timer = new Thread(
                () -> {
                    try {
                        Thread.sleep(GRACE.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(143);
                },
                "halt-timer");
        timer.setDaemon(true);
        timer.start();
    }
}
