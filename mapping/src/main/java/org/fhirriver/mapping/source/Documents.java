package org.fhirriver.mapping.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads YAML and JSON files; whatever is wrong with a file is a {@link Problem}, never an exception. */
public final class Documents {

    private Documents() {}

    /** Reads a file, as JSON when its name ends so, as YAML otherwise; empty when there is a problem with its form. */
    public static Optional<Located> read(Path file, Problems problems) {
        Optional<String> text = text(file, problems);
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        return text.flatMap(t -> json ? json(name(file), t, problems) : yaml(name(file), t, problems));
    }

    /** Reads YAML 1.2: {@code no} and {@code on} are text, numbers keep their digits. */
    public static Optional<Located> yaml(String file, String text, Problems problems) {
        return new YamlReader(new SourceText(file, withoutMark(text)), problems).read();
    }

    /** Reads JSON. */
    public static Optional<Located> json(String file, String text, Problems problems) {
        return new JsonReader(new SourceText(file, withoutMark(text)), problems).read();
    }

    /** Reads a file's text in UTF-8. */
    public static Optional<String> text(Path file, Problems problems) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            problems.add(Position.startOf(name(file)), "The file is not in UTF-8");
        } catch (NoSuchFileException e) {
            problems.add(Position.startOf(name(file)), "There is no such file");
        } catch (IOException e) {
            problems.add(Position.startOf(name(file)), "The file cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** How a file is called in positions. */
    public static String name(Path file) {
        return file.normalize().toString();
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
