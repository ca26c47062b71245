package org.fhirriver.local.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.fhirriver.local.process.JavaCommand;

/** An SFTP server in a process of its own, for one user, with folders to drop files into. */
public final class SftpMain {

    /** The folder's parts that are made when they are missing, as the container's server has them. */
    private static final String[] FOLDERS = {"drop/input", "drop/finished", "drop/error"};

    private SftpMain() {}

    /** Takes the folder of its state and the port; user and password are in the environment. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Path root = folder.resolve("files");
        for (String each : FOLDERS) {
            Files.createDirectories(root.resolve(each));
        }
        String user = System.getenv().getOrDefault("SFTP_USER", "river");
        String password = System.getenv().getOrDefault("SFTP_PASSWORD", "river");
        SftpServer server =
                SftpServer.start(root, folder.resolve("host-key"), Integer.parseInt(arguments[1]), user, password);
        Files.writeString(knownHosts(folder), server.knownHost() + "\n");
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sftp-stop"));
        new CountDownLatch(1).await();
    }

    /** The command line of a server. */
    public static JavaCommand command(Path folder, int port, List<String> jvm) {
        return new JavaCommand(SftpMain.class.getName(), jvm, List.of(folder.toString(), String.valueOf(port)));
    }

    /** Where a server with this folder writes what makes it known to clients. */
    public static Path knownHosts(Path folder) {
        return folder.resolve("known_hosts");
    }
}
