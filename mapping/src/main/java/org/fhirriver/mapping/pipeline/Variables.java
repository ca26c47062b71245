package org.fhirriver.mapping.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problem;

/**
 * Replaces {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${file:/path}} in the values of a {@code source.yaml}.
 *
 * <p>Where {@code NAME} is not set but {@code NAME_FILE} is, the content of that file counts, as for every setting.
 */
final class Variables {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(?:file:([^}]+)|([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?)}");

    private final Map<String, String> environment;
    private final Path folder;

    /** A text with its variables replaced, and what could not be. */
    record Resolved(String text, List<Problem> missing) {}

    Variables(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    Resolved resolve(LocatedScalar scalar) {
        List<Problem> missing = new ArrayList<>();
        StringBuilder resolved = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(scalar.text());
        while (matcher.find()) {
            Optional<String> value = value(matcher);
            if (value.isEmpty()) {
                missing.add(scalar.at(matcher.start()).problem(reason(matcher)));
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value.orElse("")));
        }
        matcher.appendTail(resolved);
        return new Resolved(resolved.toString(), missing);
    }

    /** What of a text stands in the file itself: the text around variables, and their defaults. */
    static String literal(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String otherwise = match.group(3);
            return Matcher.quoteReplacement(otherwise == null ? "" : otherwise);
        });
    }

    private Optional<String> value(Matcher matcher) {
        String file = matcher.group(1);
        if (file != null) {
            return content(file);
        }
        String name = matcher.group(2);
        String value = environment.get(name);
        if (value != null && !value.isBlank()) {
            return Optional.of(value.strip());
        }
        String secretFile = environment.get(name + "_FILE");
        if (secretFile != null) {
            return content(secretFile);
        }
        return Optional.ofNullable(matcher.group(3));
    }

    private static String reason(Matcher matcher) {
        String file = matcher.group(1);
        return file != null
                ? "the file " + file + " cannot be read"
                : "the environment variable " + matcher.group(2) + " is not set";
    }

    private Optional<String> content(String file) {
        try {
            return Optional.of(Files.readString(folder.resolve(file)).strip());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
