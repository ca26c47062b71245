package org.fhirriver.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** Reads a CSV file of an SFTP server and sends its rows. */
public final class PlainCsv {

    private static final int BUFFER = 256 * 1024;

    private PlainCsv() {}

    /** Takes the server's port, the file and the topic; user and password are {@code river}. */
    public static void main(String[] arguments) throws IOException {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            // A measurement of throughput against a server that this benchmark has started.
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.start();
            try (ClientSession session = client.connect("river", "localhost", Integer.parseInt(arguments[0]))
                    .verify()
                    .getSession()) {
                session.addPasswordIdentity("river");
                session.auth().verify();
                try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
                        InputStream file = sftp.read(arguments[1], BUFFER);
                        PlainRows out = new PlainRows(arguments[2])) {
                    copy(new InputStreamReader(file, UTF_8), out);
                }
            }
        }
    }

    private static void copy(Reader file, PlainRows out) throws IOException {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
            List<String> names = List.of();
            for (CsvRecord row : rows) {
                if (names.isEmpty()) {
                    names = row.getFields();
                } else {
                    out.send(names, row.getFields());
                }
            }
        }
    }
}
