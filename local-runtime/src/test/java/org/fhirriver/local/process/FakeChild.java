package org.fhirriver.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A child for tests: tells its number in a file and then lives on, or ends at once with a status. */
public final class FakeChild {

    private FakeChild() {}

    /** Takes the file, and the exit status if it is to end at once. */
    public static void main(String[] args) throws Exception {
        if (args.length > 1) {
            System.exit(Integer.parseInt(args[1]));
        }
        Path half = Path.of(args[0] + ".half");
        Files.writeString(half, String.valueOf(ProcessHandle.current().pid()));
        Files.move(half, Path.of(args[0]));
        new CountDownLatch(1).await();
    }
}
