package org.fhirriver.extractor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.kit.settings.Settings;

/**
 * Who may call the API: keys by the SHA-256 of their text, so that the configuration does not give them away. A key is
 * a long random text, which needs no slow hash.
 */
public final class ApiKeys {

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,64}):(read|run):([0-9a-fA-F]{64})");

    private final List<Entry> entries;

    /** What a key allows. */
    enum Role {
        /** To look. */
        READ,
        /** To look, extract, cancel and repeat. */
        RUN
    }

    private record Entry(String name, Role role, byte[] hash) {}

    private ApiKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** No keys: everyone may do everything. */
    public static ApiKeys none() {
        return new ApiKeys(List.of());
    }

    /**
     * Reads {@code EXTRACTOR_AUTH} and {@code EXTRACTOR_API_KEYS}. Without either, keys are not needed on a loopback
     * address, which only this machine reaches, and are needed on any other.
     *
     * @param host the address that the API is bound to
     */
    public static ApiKeys from(Settings settings, String host) {
        Optional<String> auth = settings.optional("EXTRACTOR_AUTH");
        Optional<String> keys = settings.optional("EXTRACTOR_API_KEYS");
        if (auth.isPresent() && !auth.get().equals("off") && !auth.get().equals("keys")) {
            settings.problem("EXTRACTOR_AUTH must be off or keys, not '%s'".formatted(auth.get()));
        }
        if (auth.equals(Optional.of("off"))) {
            if (keys.isPresent()) {
                settings.problem("EXTRACTOR_API_KEYS are given, but EXTRACTOR_AUTH=off says not to ask for them");
            }
            return none();
        }
        if (keys.isPresent()) {
            return parse(keys.get(), settings);
        }
        if (auth.isPresent() || !Hosts.isLoopback(host)) {
            settings.problem("EXTRACTOR_API_KEYS is required where others than this machine reach the API;"
                    + " EXTRACTOR_AUTH=off does without");
        }
        return none();
    }

    private static ApiKeys parse(String text, Settings settings) {
        List<Entry> entries = new ArrayList<>();
        for (String part : text.strip().split("[,\\s]+")) {
            Matcher matcher = ENTRY.matcher(part);
            if (matcher.matches()) {
                Role role = matcher.group(2).equals("run") ? Role.RUN : Role.READ;
                entries.add(new Entry(matcher.group(1), role, HexFormat.of().parseHex(matcher.group(3))));
            } else {
                settings.problem("EXTRACTOR_API_KEYS has an entry that is not name:read:<SHA-256 of the key in"
                        + " hexadecimal> or name:run:<SHA-256>");
            }
        }
        return new ApiKeys(entries);
    }

    /** Whether a key is asked for at all. */
    boolean areNeeded() {
        return !entries.isEmpty();
    }

    /** What a key allows; nothing when it is none of the known. All are compared, in the same time. */
    Optional<Role> role(String key) {
        byte[] hash = sha256(key);
        Optional<Role> role = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(hash, entry.hash())) {
                role = Optional.of(entry.role());
            }
        }
        return role;
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
