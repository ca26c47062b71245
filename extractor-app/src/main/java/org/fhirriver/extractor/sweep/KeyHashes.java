package org.fhirriver.extractor.sweep;

import java.nio.charset.StandardCharsets;

/** A set of keys by a hash of 64 bits, in 16 bytes each: among ten million keys two are alike once in 400,000 runs. */
final class KeyHashes {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] slots = new long[1024];
    private int size;

    /** The hash of a key's bytes; never 0, which stands for an empty slot. */
    static long hash(byte[] key) {
        long hash = FNV_OFFSET;
        for (byte one : key) {
            hash = (hash ^ (one & 0xff)) * FNV_PRIME;
        }
        // FNV alone leaves the high bits of short keys alike.
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }

    static long hash(String key) {
        return hash(key.getBytes(StandardCharsets.UTF_8));
    }

    void add(long hash) {
        int slot = slot(hash);
        if (slots[slot] == 0) {
            slots[slot] = hash;
            size++;
            if (size * 2 > slots.length) {
                grow();
            }
        }
    }

    boolean contains(long hash) {
        return slots[slot(hash)] == hash;
    }

    int size() {
        return size;
    }

    private int slot(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long hash : old) {
            if (hash != 0) {
                slots[slot(hash)] = hash;
            }
        }
    }
}
