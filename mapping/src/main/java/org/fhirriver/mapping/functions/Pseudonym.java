package org.fhirriver.mapping.functions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fhirriver.fhirpath.eval.CustomFunction;

/** {@code pseudonym(text)}: HMAC-SHA-256 with a key of the environment, in 64 hexadecimal digits. */
final class Pseudonym {

    static final String KEY = "RIVER_PSEUDONYM_KEY";

    private static final int SHORTEST_KEY = 16;

    private final Map<String, String> environment;

    Pseudonym(Map<String, String> environment) {
        this.environment = environment;
    }

    CustomFunction definition() {
        return new Definition("pseudonym", 1, 1, this::bind);
    }

    private CustomFunction.Body bind(Call call) {
        String key = key().orElseThrow(() -> call.problem(
                "pseudonym() needs a key in the environment variable " + KEY + " or the file of " + KEY + "_FILE"));
        if (key.length() < SHORTEST_KEY) {
            throw call.problem("the key in " + KEY + " is shorter than " + SHORTEST_KEY + " characters");
        }
        SecretKeySpec secret = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return (evaluation, input, arguments) -> {
            String text = Texts.notBlank(arguments[0], "The text of pseudonym()");
            return text == null ? null : hash(secret, text.strip());
        };
    }

    private Optional<String> key() {
        String value = environment.getOrDefault(KEY, "").strip();
        if (!value.isEmpty()) {
            return Optional.of(value);
        }
        try {
            String file = environment.get(KEY + "_FILE");
            return file == null
                    ? Optional.empty()
                    : Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String hash(SecretKeySpec secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA-256", e);
        }
    }
}
