package org.fhirriver.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line of TCP to a database that breaks: after a random number of bytes, wherever in a message that is, all connections
 * over it are reset, and for a while no new ones come about.
 */
final class Line implements AutoCloseable {

    private static final int SMALLEST = 200;
    /** A piece goes through after each of so many doublings of the smallest. */
    private static final int DOUBLINGS = 11;

    private static final int LONGEST_MILLIS = 3_000;

    private final ServerSocket entrance;
    private final InetSocketAddress server;
    private final Random random;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private int cutsLeft;
    private long bytesLeft = Long.MAX_VALUE;
    private long brokenUntil = System.nanoTime();

    /** A line that holds until it is told to break. */
    Line(int port, long seed) throws IOException {
        entrance = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        server = new InetSocketAddress("localhost", port);
        random = new Random(seed);
        start("line-" + port, this::accept);
    }

    /** Where clients find it. */
    String address() {
        return "localhost:" + entrance.getLocalPort();
    }

    /** From now on the line breaks so many times. */
    synchronized void breakTimes(int times) {
        cutsLeft += times;
        plan();
    }

    /** How many times it is still going to break. */
    synchronized int breaksLeft() {
        return cutsLeft;
    }

    private void plan() {
        bytesLeft = cutsLeft == 0 ? Long.MAX_VALUE : SMALLEST + random.nextLong(SMALLEST << random.nextInt(DOUBLINGS));
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                if (isBroken()) {
                    reset(client);
                } else {
                    connect(client);
                }
            } catch (SocketException e) {
                // It is closed, or the client has gone again.
            } catch (IOException e) {
                throw new IllegalStateException("The line does not work", e);
            }
        }
    }

    private synchronized boolean isBroken() {
        return System.nanoTime() - brokenUntil < 0;
    }

    private void connect(Socket client) throws IOException {
        var database = new Socket();
        sockets.add(client);
        sockets.add(database);
        try {
            database.connect(server);
        } catch (IOException e) {
            // The server is away, and so is the line.
            reset(client);
            reset(database);
            return;
        }
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        start("line-out", () -> carry(client, database));
        start("line-in", () -> carry(database, client));
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var piece = new byte[16 * 1024];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                int passes = passing(length);
                out.write(piece, 0, passes);
                out.flush();
                if (passes < length) {
                    cut();
                }
            }
            end(from);
            end(to);
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    /** How many of so many bytes pass before the line breaks. */
    private synchronized int passing(int length) {
        int passes = (int) Math.min(length, bytesLeft);
        bytesLeft -= bytesLeft == Long.MAX_VALUE ? 0 : passes;
        return passes;
    }

    private synchronized void cut() {
        if (bytesLeft > 0) {
            return;
        }
        cutsLeft--;
        plan();
        brokenUntil = System.nanoTime() + random.nextInt(LONGEST_MILLIS) * 1_000_000L;
        sockets.forEach(this::reset);
    }

    /** Ends a connection as a broken network does. */
    private void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // It is closed already.
        }
        end(socket);
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed for us in any case.
        }
    }

    private static void start(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        sockets.forEach(this::reset);
    }
}
