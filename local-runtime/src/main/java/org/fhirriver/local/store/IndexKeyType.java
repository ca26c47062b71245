package org.fhirriver.local.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/** Keys of unique indexes as BSON: texts first, in their order, then the others in that of their bytes. */
final class IndexKeyType extends BasicDataType<KeyValue> {

    private static final String VALUES = "v";

    private final DocumentType documents = new DocumentType();

    @Override
    public int compare(KeyValue one, KeyValue another) {
        String text = text(one);
        String other = text(another);
        if (text != null && other != null) {
            return text.compareTo(other);
        }
        if (text != null || other != null) {
            return text != null ? -1 : 1;
        }
        return encoded(one).compareTo(encoded(another));
    }

    @Override
    public int getMemory(KeyValue key) {
        return documents.getMemory(document(key));
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        documents.write(buffer, document(key));
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        return new KeyValue((List<?>) documents.read(buffer).get(VALUES));
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }

    private static @Nullable String text(KeyValue key) {
        return key.size() == 1 && key.get(0) instanceof String text ? text : null;
    }

    private static Document document(KeyValue key) {
        return new Document(VALUES, key.stream().toList());
    }

    private static ByteBuf encoded(KeyValue key) {
        ByteBuf bytes = Unpooled.buffer();
        BsonEncoder.encodeDocument(document(key), bytes);
        return bytes;
    }
}
