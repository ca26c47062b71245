package org.fhirriver.local.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.fhirriver.local.process.JavaCommand;

/** The store in a process of its own. */
public final class StoreMain {

    private StoreMain() {}

    /** Takes the file of the documents and the port. */
    public static void main(String[] args) throws InterruptedException {
        StoreServer store = StoreServer.onDisk(Path.of(args[0]), Integer.parseInt(args[1]));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            store.close();
                            stopped.countDown();
                        },
                        "stop"));
        stopped.await();
    }

    /** The command line of a store. */
    public static JavaCommand command(Path file, int port, List<String> jvm) {
        return new JavaCommand(StoreMain.class.getName(), jvm, List.of(file.toString(), String.valueOf(port)));
    }
}
