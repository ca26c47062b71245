package org.fhirriver.connect.sftp.validation;

import java.io.IOException;
import org.fhirriver.connect.kit.validation.Problems;
import org.fhirriver.connect.sftp.server.Refused;
import org.fhirriver.connect.sftp.server.Server;
import org.fhirriver.connect.sftp.server.ServerSession;
import org.fhirriver.connect.sftp.settings.CleanupPolicy;
import org.fhirriver.connect.sftp.settings.FolderSettings;
import org.fhirriver.connect.sftp.settings.Keys;
import org.fhirriver.connect.sftp.settings.SftpSettings;

/** Connects to the server and looks whether it has the folders that the configuration names. */
final class Trial {

    private Trial() {}

    static void run(SftpSettings settings, Problems problems) {
        try (ServerSession session = new Server(settings.server()).open()) {
            FolderSettings folders = settings.folders();
            check(session, Keys.INPUT_PATH, folders.input(), problems);
            if (folders.cleanup() == CleanupPolicy.MOVE) {
                check(session, Keys.FINISHED_PATH, folders.finished(), problems);
                check(session, Keys.ERROR_PATH, folders.error(), problems);
            }
        } catch (IOException e) {
            problems.add(keyOf(e, settings), String.valueOf(e.getMessage()));
        }
    }

    private static void check(ServerSession session, String key, String folder, Problems problems) throws IOException {
        if (!session.hasFolder(folder)) {
            problems.add(key, "There is no folder " + folder + " on the server");
        }
    }

    private static String keyOf(IOException failure, SftpSettings settings) {
        if (!(failure instanceof Refused refused)) {
            return Keys.HOST;
        }
        return switch (refused.reason()) {
            case HOST_KEY -> Keys.KNOWN_HOSTS;
            case LOGIN -> settings.server().privateKey() == null ? Keys.PASSWORD : Keys.PRIVATE_KEY;
            case FILE -> Keys.INPUT_PATH;
        };
    }
}
