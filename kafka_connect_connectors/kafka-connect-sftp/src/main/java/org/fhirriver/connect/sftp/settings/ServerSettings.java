package org.fhirriver.connect.sftp.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * How to get to the server.
 *
 * @param password null when a key is used
 * @param privateKey the file of a private key; null when a password is used
 * @param knownHosts the file that says which key the server has
 * @param strict whether a server is refused whose key is not in that file
 * @param attempts how often in a row to try before the task fails
 */
public record ServerSettings(
        String host,
        int port,
        String username,
        @Nullable Password password,
        @Nullable Path privateKey,
        @Nullable Password passphrase,
        Path knownHosts,
        boolean strict,
        Duration timeout,
        int attempts,
        Duration backoff) {}
