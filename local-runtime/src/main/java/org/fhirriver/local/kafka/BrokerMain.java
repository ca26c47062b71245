package org.fhirriver.local.kafka;

import java.nio.file.Path;
import java.util.List;
import org.fhirriver.local.process.JavaCommand;

/** A broker in a process of its own. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Takes the data folder, the port for clients and the controller's. */
    public static void main(String[] args) {
        var settings = new BrokerSettings(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Broker broker = Broker.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        broker.awaitStop();
    }

    /** The command line of a broker with these settings. */
    public static JavaCommand command(BrokerSettings settings, List<String> jvm) {
        return new JavaCommand(
                BrokerMain.class.getName(),
                jvm,
                List.of(
                        settings.folder().toString(),
                        String.valueOf(settings.port()),
                        String.valueOf(settings.controllerPort())));
    }
}
