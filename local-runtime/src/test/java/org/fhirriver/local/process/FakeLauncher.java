package org.fhirriver.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A launcher for tests, to be killed: it starts a child JVM and a guarded native program. */
public final class FakeLauncher {

    private FakeLauncher() {}

    /** Takes the folder for everything. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        var java = new JavaCommand(
                FakeChild.class.getName(),
                List.of("-Xmx32m"),
                List.of(folder.resolve("java.ready").toString()));
        start(folder, "java", java.line());
        start(folder, "native", GuardedCommand.of("TERM", List.of("sleep", "1000")));
        new CountDownLatch(1).await();
    }

    private static void start(Path folder, String name, List<String> command) throws Exception {
        ChildProcess.start(
                new ChildSpec(name, command, Map.of(), folder.resolve(name + ".log"), folder.resolve(name + ".pid")));
    }
}
