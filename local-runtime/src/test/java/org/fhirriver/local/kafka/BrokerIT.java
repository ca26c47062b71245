package org.fhirriver.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerIT {

    @TempDir
    Path folder;

    @Test
    void hasItsTopicsAfterAKill() throws Exception {
        var settings = new BrokerSettings(folder.resolve("data"), FreePorts.next(), FreePorts.next());
        Process first = start(settings);
        try (Admin admin = admin(settings)) {
            admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        first.destroyForcibly().waitFor();

        Process second = start(settings);
        try (Admin admin = admin(settings)) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).containsExactly("kept");
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private Process start(BrokerSettings settings) throws Exception {
        Path ready = folder.resolve("ready");
        Process process = new ProcessBuilder(
                        BrokerMain.command(settings, ready, List.of("-Xmx200m")).line())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await()
                .atMost(2, TimeUnit.MINUTES)
                .until(() -> BrokerMain.isReady(ready, process.pid()) || !process.isAlive());
        assertThat(process.isAlive()).as("see the log in %s", folder).isTrue();
        return process;
    }

    private static Admin admin(BrokerSettings settings) {
        return Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()));
    }
}
