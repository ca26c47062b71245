package org.fhirriver.local.river;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreconditionsTest {

    @TempDir
    Path folder;

    @Test
    void saysWhichPortIsInUseByWhom() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int offset = socket.getLocalPort() - new Ports(0).extractor();

            assertThatThrownBy(() -> Preconditions.checkPorts(options(offset), Databases.of(options(offset))))
                    .hasMessageContaining("Port %d, for the extractor, is in use by process %d"
                            .formatted(
                                    socket.getLocalPort(),
                                    ProcessHandle.current().pid()))
                    .hasMessageContaining("--port-offset")
                    .asInstanceOf(type(StartProblem.class))
                    .extracting(StartProblem::exitCode)
                    .isEqualTo(ExitCode.PORT_IN_USE);
        }
    }

    @Test
    void needsAFolderOfPipelines() {
        assertThatThrownBy(() -> Preconditions.checkPipelines(options(0)))
                .hasMessageContaining("There is no folder of pipelines at " + folder.resolve("pipelines"));
    }

    private RiverOptions options(int offset) {
        Map<String, String> given = Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "MONGODB_URI", "mongodb://db/fhir");
        return new RiverOptions(
                new RiverHome(folder.resolve("home")),
                folder.resolve("pipelines"),
                new Ports(offset),
                Optional.empty(),
                Optional.empty(),
                false,
                given);
    }
}
