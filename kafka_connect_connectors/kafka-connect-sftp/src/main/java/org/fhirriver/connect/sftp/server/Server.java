package org.fhirriver.connect.sftp.server;

import java.io.IOException;
import org.apache.kafka.common.config.types.Password;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.fhirriver.connect.sftp.settings.ServerSettings;

/** Makes connections to the server. */
public final class Server {

    private final ServerSettings settings;

    public Server(ServerSettings settings) {
        this.settings = settings;
    }

    /** Connects and logs in. */
    public ServerSession open() throws IOException {
        SshClient client = client();
        try {
            return new ServerSession(client, SftpClientFactory.instance().createSftpClient(login(client)));
        } catch (IOException e) {
            client.stop();
            throw failure(e);
        } catch (RuntimeException e) {
            client.stop();
            throw failure(new IOException(e));
        }
    }

    private SshClient client() throws IOException {
        SshClient client = SshClient.setUpDefaultClient();
        // What stands in the worker's own ~/.ssh is not meant for the connector.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        if (settings.privateKey() != null) {
            var keys = new FileKeyPairProvider(settings.privateKey());
            Password passphrase = settings.passphrase();
            if (passphrase != null) {
                keys.setPasswordFinder(FilePasswordProvider.of(passphrase.value()));
            }
            client.setKeyIdentityProvider(keys);
        }
        if (settings.strict()) {
            new KnownHosts(settings.knownHosts()).applyTo(client, settings.host(), settings.port());
        } else {
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        }
        // A connection that is dead without having been closed is found out.
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, settings.timeout().dividedBy(2));
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 1);
        client.start();
        return client;
    }

    private ClientSession login(SshClient client) throws IOException {
        ClientSession session = client.connect(settings.username(), settings.host(), settings.port())
                .verify(settings.timeout())
                .getSession();
        Password password = settings.password();
        if (password != null) {
            session.addPasswordIdentity(password.value());
        }
        session.auth().verify(settings.timeout());
        return session;
    }

    private IOException failure(IOException e) {
        int code = e instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
        String server = settings.host() + ":" + settings.port();
        if (code == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE) {
            return new Refused(
                    Refused.Reason.HOST_KEY,
                    "The key of " + server + " is not the one that " + settings.knownHosts() + " has for it",
                    e);
        }
        if (code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return new Refused(
                    Refused.Reason.LOGIN, server + " does not let the user " + settings.username() + " in", e);
        }
        return new ConnectionLost("Connecting to " + server, e);
    }
}
