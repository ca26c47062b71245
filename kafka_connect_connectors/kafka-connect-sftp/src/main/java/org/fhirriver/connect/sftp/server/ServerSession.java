package org.fhirriver.connect.sftp.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** A connection, and what can be done with the server's files. */
public final class ServerSession implements AutoCloseable {

    private final SshClient client;
    private final SftpClient sftp;

    ServerSession(SshClient client, SftpClient sftp) {
        this.client = client;
        this.sftp = sftp;
    }

    private interface Doing<T> {
        T run() throws IOException;
    }

    /** The files of a folder, without those of folders in it. */
    public List<FileState> files(String folder) throws IOException {
        return tell("Listing " + folder, () -> {
            var files = new ArrayList<FileState>();
            for (DirEntry entry : sftp.readEntries(folder)) {
                String path = folder + (folder.endsWith("/") ? "" : "/") + entry.getFilename();
                Attributes attributes = entry.getAttributes();
                if (attributes.isSymbolicLink()) {
                    find(path).ifPresent(files::add);
                } else if (attributes.isRegularFile()) {
                    files.add(state(path, attributes));
                }
            }
            return files;
        });
    }

    /** A file as it is now; empty when there is none. */
    public Optional<FileState> file(String path) throws IOException {
        return tell("Looking at " + path, () -> find(path));
    }

    private Optional<FileState> find(String path) throws IOException {
        try {
            return Optional.of(sftp.stat(path))
                    .filter(Attributes::isRegularFile)
                    .map(found -> state(path, found));
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static FileState state(String path, Attributes attributes) {
        return new FileState(
                path, attributes.getSize(), attributes.getModifyTime().toInstant());
    }

    /** Whether there is a folder with this path. */
    public boolean hasFolder(String path) throws IOException {
        return tell("Looking at " + path, () -> {
            try {
                return sftp.stat(path).isDirectory();
            } catch (SftpException e) {
                return false;
            }
        });
    }

    /** A file's bytes from a position on; requests are sent ahead of the answers. */
    public InputStream read(String path, long position) throws IOException {
        return tell("Reading " + path, () -> {
            InputStream stream = sftp.read(path);
            // Before the first read this only says where to begin.
            stream.skipNBytes(position);
            return new ServerStream(stream, path);
        });
    }

    /** Gives a file another path. */
    public void rename(String from, String to) throws IOException {
        tell("Moving " + from + " to " + to, () -> {
            sftp.rename(from, to);
            return to;
        });
    }

    /** Deletes a file. */
    public void delete(String path) throws IOException {
        tell("Deleting " + path, () -> {
            sftp.remove(path);
            return path;
        });
    }

    private static <T> T tell(String what, Doing<T> doing) throws IOException {
        try {
            return doing.run();
        } catch (SftpException e) {
            if (mayPass(e.getStatus())) {
                throw new ConnectionLost(what, e);
            }
            String status = SftpConstants.getStatusName(e.getStatus());
            throw new Refused(Refused.Reason.FILE, what + " is refused by the server: " + status, e);
        } catch (ConnectionLost | Refused e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectionLost(what, e);
        } catch (RuntimeException e) {
            // The library's iterators cannot throw anything else.
            throw new ConnectionLost(what, new IOException(e.getMessage(), e));
        }
    }

    /** Whether it may be otherwise next time: servers say FAILURE for whatever has no name, also for too many files. */
    private static boolean mayPass(int status) {
        return status == SftpConstants.SSH_FX_CONNECTION_LOST
                || status == SftpConstants.SSH_FX_NO_CONNECTION
                || status == SftpConstants.SSH_FX_FAILURE;
    }

    @Override
    public void close() {
        // Not politely: the server may be gone.
        client.stop();
    }
}
