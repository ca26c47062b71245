package org.fhirriver.transformer.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * The resources of many records in little memory: about 50 bytes for a record with one resource, where a map of objects
 * takes 250.
 *
 * <p>An open hash table of one array of bytes per record: the length of its key, the key, and for each resource a number
 * for its type and its id, 16 bytes if that is a UUID.
 */
final class OutputTable {

    private static final byte[] REMOVED = {};
    private static final int UUID_ID = 0;
    private static final int MOST_RESOURCES = 1_000_000;

    private final List<String> types = new ArrayList<>();
    private byte[] @Nullable [] slots = new byte[64][];
    private int used;
    private int size;

    /** How many records have resources. */
    int size() {
        return size;
    }

    /** The resources of a record; none when it is not known. */
    List<ResourceKey> get(String record) {
        byte[] key = record.getBytes(UTF_8);
        byte[] entry = slots[slot(slots, key)];
        return entry == null ? List.of() : resources(entry);
    }

    /** Remembers the resources of a record; of none, forgets the record. */
    void put(String record, List<ResourceKey> resources) {
        if (resources.size() > MOST_RESOURCES) {
            throw new IllegalArgumentException("A record cannot become %d resources".formatted(resources.size()));
        }
        byte[] key = record.getBytes(UTF_8);
        int slot = slot(slots, key);
        boolean known = slots[slot] != null;
        if (resources.isEmpty()) {
            if (known) {
                slots[slot] = REMOVED;
                size--;
            }
            return;
        }
        slots[slot] = entry(key, resources);
        if (!known) {
            size++;
            used++;
            if (used * 3 > slots.length * 2) {
                grow();
            }
        }
    }

    private void grow() {
        byte[] @Nullable [] larger = new byte[size * 3 > slots.length ? slots.length * 2 : slots.length][];
        for (byte[] entry : slots) {
            if (entry != null && entry.length > 0) {
                larger[slot(larger, key(entry))] = entry;
            }
        }
        slots = larger;
        used = size;
    }

    /** Where the entry of a key is, or an empty place for it. */
    private static int slot(byte[] @Nullable [] slots, byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        byte[] entry = slots[slot];
        while (entry != null && !isOf(entry, key)) {
            slot = (slot + 1) & (slots.length - 1);
            entry = slots[slot];
        }
        return slot;
    }

    private static boolean isOf(byte[] entry, byte[] key) {
        return entry.length > 0
                && keyLength(entry) == key.length
                && Arrays.equals(entry, Integer.BYTES, Integer.BYTES + key.length, key, 0, key.length);
    }

    private static int keyLength(byte[] entry) {
        return ByteBuffer.wrap(entry).getInt();
    }

    private static byte[] key(byte[] entry) {
        return Arrays.copyOfRange(entry, Integer.BYTES, Integer.BYTES + keyLength(entry));
    }

    private byte[] entry(byte[] key, List<ResourceKey> resources) {
        int most = Integer.BYTES + key.length;
        for (ResourceKey resource : resources) {
            most += 2 * Short.BYTES + Math.max(2 * Long.BYTES, 3 * resource.id().length());
        }
        ByteBuffer entry = ByteBuffer.allocate(most).putInt(key.length).put(key);
        for (ResourceKey resource : resources) {
            entry.putShort((short) type(resource.type()));
            write(entry, resource.id());
        }
        return Arrays.copyOf(entry.array(), entry.position());
    }

    private static void write(ByteBuffer entry, String id) {
        if (isUuid(id)) {
            UUID uuid = UUID.fromString(id);
            entry.putShort((short) UUID_ID)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits());
        } else {
            byte[] text = id.getBytes(UTF_8);
            entry.putShort((short) text.length).put(text);
        }
    }

    private List<ResourceKey> resources(byte[] entry) {
        ByteBuffer buffer = ByteBuffer.wrap(entry);
        buffer.position(Integer.BYTES + buffer.getInt());
        List<ResourceKey> resources = new ArrayList<>();
        while (buffer.hasRemaining()) {
            String type = types.get(buffer.getShort());
            resources.add(new ResourceKey(type, id(buffer)));
        }
        return resources;
    }

    private static String id(ByteBuffer buffer) {
        int length = buffer.getShort();
        if (length == UUID_ID) {
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        }
        byte[] text = new byte[length];
        buffer.get(text);
        return new String(text, UTF_8);
    }

    private int type(String name) {
        int known = types.indexOf(name);
        if (known >= 0) {
            return known;
        }
        types.add(name);
        return types.size() - 1;
    }

    /** Whether a UUID's own text is exactly this, so that it can be told from its bits. */
    private static boolean isUuid(String id) {
        if (id.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = id.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }
}
