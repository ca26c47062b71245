package org.fhirriver.local.river;

import java.util.Map;
import org.fhirriver.local.sftp.SftpMain;

/**
 * How the SFTP server is reached that CSV files are dropped on: the embedded one, or the one that is given.
 *
 * @param options what a person asked for
 */
public record Drop(RiverOptions options) {

    /** Good for the loopback interface, which is all that the embedded server listens on. */
    private static final String USUAL = "river";

    /** The settings that connectors take. */
    public Map<String, String> environment() {
        return Map.of(
                "SFTP_HOST", options.given("SFTP_HOST").orElse("localhost"),
                "SFTP_PORT",
                        options.given("SFTP_PORT")
                                .filter(port -> !options.embedsSftp())
                                .orElse(port()),
                "SFTP_USER", options.given("SFTP_USER").orElse(USUAL),
                "SFTP_PASSWORD", options.given("SFTP_PASSWORD").orElse(USUAL),
                "SFTP_KNOWN_HOSTS",
                        options.given("SFTP_KNOWN_HOSTS")
                                .filter(file -> !options.embedsSftp())
                                .orElse(SftpMain.knownHosts(options.home().sftp())
                                        .toString()));
    }

    private String port() {
        return String.valueOf(options.embedsSftp() ? options.ports().sftp() : 22);
    }
}
