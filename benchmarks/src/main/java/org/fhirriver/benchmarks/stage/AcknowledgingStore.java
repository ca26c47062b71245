package org.fhirriver.benchmarks.stage;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonArray;
import org.bson.BsonBinaryWriter;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/**
 * A server that speaks MongoDB's wire protocol and acknowledges every write without keeping it, so that what is measured
 * is everything but a store. It counts what it was given; {@code count} on any collection tells.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/">MongoDB's wire protocol</a>
 */
public final class AcknowledgingStore implements AutoCloseable {

    private static final int CLIENTS_IN_LINE = 50;
    private static final int HEADER = 16;
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;
    private static final int CHECKSUM_PRESENT = 1;

    /** MongoDB's own limits. */
    private static final int LARGEST_MESSAGE = 48_000_000;

    private static final int LARGEST_DOCUMENT = 16 * 1024 * 1024;
    private static final int MOST_WRITES = 100_000;

    /** What MongoDB 7.0 answers. */
    private static final int WIRE_VERSION = 21;

    private final AtomicLong written = new AtomicLong();
    private final AtomicInteger answers = new AtomicInteger();

    private final ServerSocket server;

    /**
     * A store on the loopback interface.
     *
     * @param port where; 0 for any that is free
     */
    AcknowledgingStore(int port) throws IOException {
        server = new ServerSocket(port, CLIENTS_IN_LINE, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "store");
        thread.start();
    }

    /** Takes the port, and serves until the process is ended. */
    public static void main(String[] arguments) throws IOException {
        var unused = new AcknowledgingStore(Integer.parseInt(arguments[0]));
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                Thread thread = new Thread(() -> serve(client), "client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            byte[] header = new byte[HEADER];
            while (true) {
                in.readFully(header);
                ByteBuffer head = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
                int length = head.getInt();
                int request = head.getInt();
                head.getInt();
                int operation = head.getInt();
                if (length < HEADER || length > LARGEST_MESSAGE) {
                    throw new IOException("No message of MongoDB's: " + length + " bytes");
                }
                byte[] body = in.readNBytes(length - HEADER);
                // What a driver asks in the old way is who is there.
                out.write(operation == OP_QUERY ? reply(request, hello()) : message(request, answer(body)));
            }
        } catch (EOFException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BsonDocument answer(byte[] message) throws IOException {
        ByteBuffer body = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        int end = body.limit() - ((body.getInt() & CHECKSUM_PRESENT) == 0 ? 0 : Integer.BYTES);
        BsonDocument command = new BsonDocument();
        int documents = 0;
        while (body.position() < end) {
            byte kind = body.get();
            int from = body.position();
            int length = body.getInt(from);
            if (kind == 0) {
                command = new RawBsonDocument(message, from, length);
            } else {
                documents += documents(body, from, length);
            }
            body.position(from + length);
        }
        return answer(command, documents);
    }

    /** How many documents a sequence of them has. */
    private static int documents(ByteBuffer body, int from, int length) {
        int position = from + Integer.BYTES;
        while (body.get(position) != 0) {
            position++;
        }
        position++;
        int documents = 0;
        while (position < from + length) {
            position += body.getInt(position);
            documents++;
        }
        return documents;
    }

    private BsonDocument answer(BsonDocument command, int sequence) throws IOException {
        String name = command.getFirstKey();
        return switch (name) {
            case "hello", "isMaster", "ismaster" -> hello();
            case "insert" -> written(command, "documents", sequence);
            case "update" -> written(command, "updates", sequence).append("nModified", new BsonInt32(0));
            case "delete" -> written(command, "deletes", sequence);
            case "find", "aggregate", "listCollections", "listIndexes" -> nothing(command);
            case "count" -> done().append("n", new BsonInt64(written.get()));
            case "createIndexes", "drop", "dropDatabase", "endSessions", "ping" -> done();
            default -> throw new IOException("The command " + name + " is not known here");
        };
    }

    private BsonDocument written(BsonDocument command, String member, int sequence) {
        int all = sequence
                + (command.containsKey(member) ? command.getArray(member).size() : 0);
        written.addAndGet(all);
        return done().append("n", new BsonInt32(all));
    }

    private static BsonDocument nothing(BsonDocument command) {
        BsonValue collection = command.get(command.getFirstKey(), BsonBoolean.TRUE);
        String name = command.getString("$db").getValue() + "."
                + (collection.isString() ? collection.asString().getValue() : "$cmd");
        BsonDocument cursor = new BsonDocument("id", new BsonInt64(0))
                .append("ns", new BsonString(name))
                .append("firstBatch", new BsonArray());
        return done().append("cursor", cursor);
    }

    private static BsonDocument hello() {
        return done().append("isWritablePrimary", BsonBoolean.TRUE)
                .append("ismaster", BsonBoolean.TRUE)
                .append("maxBsonObjectSize", new BsonInt32(LARGEST_DOCUMENT))
                .append("maxMessageSizeBytes", new BsonInt32(LARGEST_MESSAGE))
                .append("maxWriteBatchSize", new BsonInt32(MOST_WRITES))
                .append("localTime", new BsonDateTime(System.currentTimeMillis()))
                .append("logicalSessionTimeoutMinutes", new BsonInt32(30))
                .append("minWireVersion", new BsonInt32(0))
                .append("maxWireVersion", new BsonInt32(WIRE_VERSION));
    }

    private static BsonDocument done() {
        return new BsonDocument("ok", new BsonDouble(1));
    }

    private byte[] message(int request, BsonDocument answer) {
        byte[] document = bytes(answer);
        return frame(request, OP_MSG, Integer.BYTES + 1 + document.length)
                .putInt(0)
                .put((byte) 0)
                .put(document)
                .array();
    }

    private byte[] reply(int request, BsonDocument answer) {
        byte[] document = bytes(answer);
        return frame(request, OP_REPLY, 3 * Integer.BYTES + Long.BYTES + document.length)
                .putInt(0)
                .putLong(0)
                .putInt(0)
                .putInt(1)
                .put(document)
                .array();
    }

    private ByteBuffer frame(int request, int operation, int length) {
        return ByteBuffer.allocate(HEADER + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(HEADER + length)
                .putInt(answers.incrementAndGet())
                .putInt(request)
                .putInt(operation);
    }

    private static byte[] bytes(BsonDocument document) {
        try (BasicOutputBuffer buffer = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }
}
