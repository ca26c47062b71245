package org.fhirriver.local.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fhirriver.local.process.JavaCommand;

/** A broker in a process of its own. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Takes the data folder, the port for clients and the controller's, and the file that tells when it is ready. */
    public static void main(String[] args) throws IOException {
        var settings = new BrokerSettings(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Broker broker = Broker.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        Files.writeString(
                Path.of(args[3]), String.valueOf(ProcessHandle.current().pid()));
        broker.awaitStop();
    }

    /**
     * The command line of a broker with these settings.
     *
     * @param readyFile gets the process's number when clients may come
     */
    public static JavaCommand command(BrokerSettings settings, Path readyFile, List<String> jvm) {
        return new JavaCommand(
                BrokerMain.class.getName(),
                jvm,
                List.of(
                        settings.folder().toString(),
                        String.valueOf(settings.port()),
                        String.valueOf(settings.controllerPort()),
                        readyFile.toString()));
    }

    /** Whether the process of this number has said that it is ready. */
    public static boolean isReady(Path readyFile, long pid) {
        try {
            return Files.exists(readyFile) && Files.readString(readyFile).equals(String.valueOf(pid));
        } catch (IOException e) {
            return false;
        }
    }
}
