package org.fhirriver.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Set;

/**
 * Documents as the bytes that stand in the store's file.
 *
 * @see <a href="https://bsonspec.org/spec.html">BSON, version 1.1</a>
 */
final class BsonBytes {

    private static final int USUAL = 2_048;

    private BsonBytes() {}

    static byte[] of(Document document) {
        ByteBuf buffer = Unpooled.buffer(USUAL);
        BsonEncoder.encodeDocument(document, buffer);
        return Arrays.copyOfRange(buffer.array(), buffer.arrayOffset(), buffer.arrayOffset() + buffer.readableBytes());
    }

    static Document document(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** Reads some of a document's fields, and leaves out the others. */
    static Document fields(byte[] bytes, Set<String> names) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        buffer.skipBytes(Integer.BYTES);
        var document = new Document();
        for (byte type = buffer.readByte(); type != 0; type = buffer.readByte()) {
            String name = name(bytes, buffer);
            if (names.contains(name)) {
                document.put(name, BsonDecoder.decodeValue(type, buffer));
            } else {
                skip(type, buffer);
            }
        }
        return document;
    }

    private static String name(byte[] bytes, ByteBuf buffer) {
        int start = buffer.readerIndex();
        int length = buffer.bytesBefore((byte) 0);
        buffer.skipBytes(length + 1);
        return new String(bytes, start, length, UTF_8);
    }

    private static void skip(byte type, ByteBuf buffer) {
        int start = buffer.readerIndex();
        switch (type) {
            case 0x02, 0x0D -> buffer.skipBytes(Integer.BYTES + buffer.getIntLE(start));
            case 0x03, 0x04 -> buffer.skipBytes(buffer.getIntLE(start));
            case 0x05 -> buffer.skipBytes(Integer.BYTES + 1 + buffer.getIntLE(start));
            default -> BsonDecoder.decodeValue(type, buffer);
        }
    }
}
