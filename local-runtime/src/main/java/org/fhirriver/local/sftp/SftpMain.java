package org.fhirriver.local.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** An SFTP server in a JVM of its own: folder, port. User and password come from the environment. */
public final class SftpMain {

    /** The folder's parts that are made when they are missing, as the container's server has them. */
    private static final String[] FOLDERS = {"drop/input", "drop/finished", "drop/error"};

    private SftpMain() {}

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
        Files.writeString(folder.resolve("known_hosts"), server.knownHost() + "\n");
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sftp-stop"));
        new CountDownLatch(1).await();
    }
}
