package org.fhirriver.local.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortCheckTest {

    @Test
    void namesTheProcessThatHasThePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortCheck.owner(socket.getLocalPort()))
                    .hasValueSatisfying(owner -> assertThat(owner)
                            .contains("process " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void findsAListenerOnAllAddresses() throws Exception {
        try (var socket = new ServerSocket(0)) {
            assertThat(PortCheck.owner(socket.getLocalPort())).isPresent();
        }
    }

    @Test
    void saysNothingOfAFreePort() {
        assertThat(PortCheck.owner(FreePorts.next())).isEmpty();
    }
}
