package org.fhirriver.local.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/** Whether a server could listen on a port of the loopback interface. */
public final class PortCheck {

    private static final int CONNECT_MILLIS = 500;

    private PortCheck() {}

    /** Who has the port, in words for a person; empty when it is free. */
    public static Optional<String> owner(int port) {
        if (isFree(port)) {
            return Optional.empty();
        }
        return Optional.of(ListeningProcess.on(port)
                .map(PortCheck::describe)
                .orElse("another program (of another user, it seems)"));
    }

    private static boolean isFree(int port) {
        // Some systems let us bind beside a listener on all addresses, which would then lose its connections to us.
        return !answers(port) && canBind(port);
    }

    private static boolean canBind(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String describe(ProcessHandle process) {
        boolean ours = process.info().commandLine().orElse("").contains("org.fhirriver.");
        String program = process.info()
                .command()
                .map(command -> command.substring(command.lastIndexOf('/') + 1))
                .orElse("?");
        return ours
                ? "another FHIR River (process %d)".formatted(process.pid())
                : "process %d (%s)".formatted(process.pid(), program);
    }
}
