package org.fhirriver.chaos.stand;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The wire between the loaders and the store. It can be told to do something at the very moment when the store has
 * acknowledged a bulk write and the loader does not know it yet.
 */
public final class StoreWire implements AutoCloseable {

    /** A question to the store that is as large as this is a bulk write. */
    private static final int LARGE = 4 * 1024;

    private final ServerSocket server;
    private final int store;
    private final AtomicReference<@Nullable Runnable> armed = new AtomicReference<>();

    private StoreWire(ServerSocket server, int store) {
        this.server = server;
        this.store = store;
    }

    /** A wire to the store on a port of this machine. */
    static StoreWire to(int store) {
        try {
            StoreWire wire = new StoreWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), store);
            daemon(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Once, after the next bulk write is acknowledged and before the acknowledgement goes on. */
    public void afterNextWrite(Runnable action) {
        armed.set(action);
    }

    /** Whether {@link #afterNextWrite} still waits for its moment; it does so no longer then. */
    public boolean disarm() {
        return armed.getAndSet(null) != null;
    }

    /** Whether the moment has not come yet. */
    public boolean isArmed() {
        return armed.get() != null;
    }

    @Override
    public void close() {
        quietly(server);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                join(server.accept());
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private void join(Socket loader) {
        try {
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), store);
            loader.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            AtomicInteger asked = new AtomicInteger();
            daemon(() -> pump(loader, behind, asked::addAndGet));
            daemon(() -> pump(behind, loader, bytes -> {
                if (asked.getAndSet(0) >= LARGE) {
                    Runnable action = armed.getAndSet(null);
                    if (action != null) {
                        action.run();
                    }
                }
            }));
        } catch (IOException e) {
            quietly(loader);
        }
    }

    @FunctionalInterface
    private interface Seen {
        void bytes(int count);
    }

    private static void pump(Socket from, Socket to, Seen seen) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                seen.bytes(count);
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side has gone, and so does the other.
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is gone either way.
            return;
        }
    }
}
