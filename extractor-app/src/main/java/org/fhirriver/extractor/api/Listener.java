package org.fhirriver.extractor.api;

import java.nio.file.Path;
import java.util.Optional;
import org.fhirriver.kit.settings.Secret;
import org.fhirriver.kit.settings.Settings;

/**
 * Where the API listens.
 *
 * @param host the address to bind to
 * @param port the port; 0 for a free one
 * @param tls with which certificate; empty for plain HTTP
 */
public record Listener(String host, int port, Optional<Tls> tls) {

    /**
     * A key store in PKCS #12 with the server's certificate and key.
     *
     * @param keyStore the file
     * @param password what opens it
     */
    public record Tls(Path keyStore, Secret password) {}

    /** Reads {@code EXTRACTOR_HTTP_HOST}, {@code EXTRACTOR_HTTP_PORT} and {@code EXTRACTOR_TLS_KEYSTORE}. */
    public static Listener from(Settings settings) {
        Optional<String> keyStore = settings.optional("EXTRACTOR_TLS_KEYSTORE");
        Optional<Secret> password = settings.secret("EXTRACTOR_TLS_KEYSTORE_PASSWORD");
        if (keyStore.isPresent() != password.isPresent()) {
            settings.problem("EXTRACTOR_TLS_KEYSTORE and EXTRACTOR_TLS_KEYSTORE_PASSWORD go together");
        }
        return new Listener(
                settings.text("EXTRACTOR_HTTP_HOST", "127.0.0.1"),
                settings.integer("EXTRACTOR_HTTP_PORT", 0, 65_535, 5000),
                keyStore.flatMap(file -> password.map(secret -> new Tls(Path.of(file), secret))));
    }
}
