package org.fhirriver.connect.sftp.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.Signature;

/** The keys that servers are known by, in OpenSSH's file. */
record KnownHosts(Path file) {

    private static final String RSA = "ssh-rsa";

    /** Lets a client refuse servers with other keys, and ask them for a key of the kind that is known. */
    void applyTo(SshClient client, String host, int port) throws IOException {
        client.setServerKeyVerifier(new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, file));
        Set<String> kinds = kindsOf(host, port);
        List<NamedFactory<Signature>> preferred = new ArrayList<>(client.getSignatureFactories());
        preferred.sort((one, other) -> Boolean.compare(isOf(other, kinds), isOf(one, kinds)));
        client.setSignatureFactories(preferred);
    }

    private Set<String> kindsOf(String host, int port) throws IOException {
        if (!Files.isReadable(file)) {
            return Set.of();
        }
        return KnownHostEntry.readKnownHostEntries(file).stream()
                .filter(entry -> entry.isHostMatch(host, port))
                .map(entry -> entry.getKeyEntry().getKeyType())
                .collect(Collectors.toSet());
    }

    private static boolean isOf(NamedFactory<Signature> signature, Set<String> kinds) {
        String name = signature.getName();
        return kinds.contains(name) || (kinds.contains(RSA) && name.startsWith("rsa-"));
    }
}
