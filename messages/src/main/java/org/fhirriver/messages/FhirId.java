package org.fhirriver.messages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Computes the logical id of a resource from where its record comes from, so that a reference to it can be computed
 * anywhere, in any order, without a look-up (RFC 9562, section 5.5: UUID version 5).
 */
public final class FhirId {

    /** The name space of every id that FHIR River computes; it must never change. */
    static final UUID NAMESPACE = UUID.fromString("9b1f5c1e-6f0a-5d43-9a53-3f3b8d0c7a11");

    /** A digest that nothing was given to; asking the providers for each takes as long as the hash. */
    private static final MessageDigest SHA1 = sha1();

    private FhirId() {}

    /**
     * The id of the resource that a record becomes.
     *
     * @param system the source system's name, as in its {@code source.yaml}
     * @param pipeline the pipeline's name
     * @param resource the resource rule's name within the pipeline; its resource type unless it has a name
     * @param keyText the record's key in canonical text, see {@link RecordKey}
     */
    public static String of(String system, String pipeline, String resource, String keyText) {
        return uuidV5(NAMESPACE, prefix(system, pipeline, resource) + keyText).toString();
    }

    /** A UUID of version 5 (SHA-1) of a name in UTF-8 within a name space. */
    public static UUID uuidV5(UUID namespace, String name) {
        MessageDigest sha1 = copy(SHA1, new byte[0]);
        sha1.update(bytes(namespace));
        return uuid(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The ids of one resource of a pipeline, for any number of records and threads. */
    public static final class Family {

        /** What all of the names begin with, the name space included. */
        private final byte[] prefix;

        /** The digest of the prefix; only copies of it are given more. */
        private final MessageDigest begun;

        /** See {@link FhirId#of} for what they follow from. */
        public Family(String system, String pipeline, String resource) {
            byte[] name = FhirId.prefix(system, pipeline, resource).getBytes(StandardCharsets.UTF_8);
            prefix = ByteBuffer.allocate(16 + name.length)
                    .put(bytes(NAMESPACE))
                    .put(name)
                    .array();
            begun = sha1();
            begun.update(prefix);
        }

        /** The id of the resource of a record. */
        public String of(String keyText) {
            return uuid(copy(begun, prefix).digest(keyText.getBytes(StandardCharsets.UTF_8)))
                    .toString();
        }
    }

    /** The length prefixes keep ("a", "bc") and ("ab", "c") apart. */
    private static String prefix(String system, String pipeline, String resource) {
        return system.length() + ":" + system + "|" + pipeline.length() + ":" + pipeline + "|" + resource.length() + ":"
                + resource + "|";
    }

    private static byte[] bytes(UUID namespace) {
        return ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] sha1) {
        ByteBuffer hash = ByteBuffer.wrap(sha1);
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** A digest of its own of what another one was given; not every provider's can be copied. */
    private static MessageDigest copy(MessageDigest digest, byte[] given) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            MessageDigest again = sha1();
            again.update(given);
            return again;
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-1", e);
        }
    }
}
