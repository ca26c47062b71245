package org.fhirriver.local.sftp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server on the loopback interface, whose root is a folder of this machine. */
public final class SftpServer implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";

    private final SshServer server;
    private final String knownHost;

    private SftpServer(SshServer server, String knownHost) {
        this.server = server;
        this.knownHost = knownHost;
    }

    /**
     * Starts a server with one user.
     *
     * @param root what the user sees as the root
     * @param hostKey where the server's key is kept; made when there is none
     * @param port 0 for any that is free
     */
    public static SftpServer start(Path root, Path hostKey, int port, String user, String password) throws IOException {
        Files.createDirectories(root);
        var keys = new SimpleGeneratorHostKeyProvider(hostKey);
        keys.setAlgorithm("EC");
        keys.setKeySize(256);
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(ADDRESS);
        server.setPort(port);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator(
                (name, given, session) -> name.equals(user) && MessageDigest.isEqual(bytes(given), bytes(password)));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root.toAbsolutePath()));
        server.start();
        KeyPair key = keys.loadKeys(null).iterator().next();
        String hosts = "[localhost]:" + server.getPort() + ",[" + ADDRESS + "]:" + server.getPort();
        return new SftpServer(server, hosts + " " + PublicKeyEntry.toString(key.getPublic()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    /** The line that makes the server known in OpenSSH's file of known hosts. */
    public String knownHost() {
        return knownHost;
    }

    /** Ends all connections, as a fault of the network does. */
    public void dropConnections() {
        List<AbstractSession> sessions = List.copyOf(server.getActiveSessions());
        sessions.forEach(session -> session.close(true));
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new IllegalStateException("The SFTP server does not stop", e);
        }
    }
}
