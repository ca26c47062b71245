package org.fhirriver.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Keys of unique indexes: texts first, in their order, then the others in that of their BSON.
 *
 * <p>A text stands for a key of one text, as nearly every {@code _id} is; all others are the back end's own.
 */
final class IndexKeyType extends BasicDataType<Object> {

    private static final String VALUES = "v";
    private static final int OBJECT_BYTES = 48;
    private static final byte OTHER = 0;
    private static final byte TEXT = 1;
    private static final byte UUID = 2;

    /** The key as it stands in a map. */
    static Object of(KeyValue key) {
        return key.size() == 1 && key.get(0) instanceof String text ? text : key;
    }

    /** The key as the back end has it. */
    static KeyValue keyValue(Object key) {
        return key instanceof KeyValue several ? several : new KeyValue(key);
    }

    @Override
    public int compare(Object one, Object another) {
        if (one instanceof String text) {
            return another instanceof String other ? text.compareTo(other) : -1;
        }
        return another instanceof String ? 1 : Arrays.compareUnsigned(bytes(one), bytes(another));
    }

    @Override
    public int getMemory(Object key) {
        return OBJECT_BYTES + (key instanceof String text ? text.length() : bytes(key).length);
    }

    @Override
    public void write(WriteBuffer buffer, Object key) {
        if (!(key instanceof String text)) {
            byte[] bytes = bytes(key);
            buffer.put(OTHER).putVarInt(bytes.length).put(bytes);
        } else if (UuidText.is(text)) {
            buffer.put(UUID).putLong(UuidText.high(text)).putLong(UuidText.low(text));
        } else {
            byte[] bytes = text.getBytes(UTF_8);
            buffer.put(TEXT).putVarInt(bytes.length).put(bytes);
        }
    }

    @Override
    public Object read(ByteBuffer buffer) {
        byte kind = buffer.get();
        if (kind == UUID) {
            return UuidText.of(buffer.getLong(), buffer.getLong());
        }
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return kind == TEXT
                ? new String(bytes, UTF_8)
                : new KeyValue((List<?>) BsonBytes.document(bytes).get(VALUES));
    }

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }

    private static byte[] bytes(Object key) {
        return BsonBytes.of(new Document(VALUES, ((KeyValue) key).stream().toList()));
    }
}
