package org.fhirriver.kit.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code topics.yaml} declares: partitions, replication and configuration of each kind of topic. */
public final class TopicDeclarations {

    private final Map<TopicKind, Declaration> declarations;

    private TopicDeclarations(Map<TopicKind, Declaration> declarations) {
        this.declarations = declarations;
    }

    record Declaration(int partitions, short replication, Map<String, String> config) {}

    /**
     * Reads the declarations.
     *
     * @param file the file to read; empty for the one that comes with the services
     * @throws IllegalArgumentException when the file does not declare every kind
     */
    public static TopicDeclarations read(Optional<Path> file) {
        try (InputStream in = file.isPresent()
                ? Files.newInputStream(file.get())
                : TopicDeclarations.class.getResourceAsStream("topics.yaml")) {
            if (in == null) {
                throw new IllegalStateException("topics.yaml is not on the class path");
            }
            return of(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException("The declarations of topics cannot be read: " + file.orElseThrow(), e);
        }
    }

    NewTopic topic(String name, int partitions) {
        Declaration declaration = declaration(name);
        Optional<Short> replication =
                declaration.replication() < 0 ? Optional.empty() : Optional.of(declaration.replication());
        return new NewTopic(name, Optional.of(partitions), replication).configs(declaration.config());
    }

    Declaration declaration(String topic) {
        Declaration declaration = declarations.get(TopicKind.of(topic));
        if (declaration == null) {
            throw new IllegalStateException("Every kind of topic is declared when the file is read");
        }
        return declaration;
    }

    private static TopicDeclarations of(Object yaml) {
        Map<TopicKind, Declaration> declarations = new EnumMap<>(TopicKind.class);
        for (TopicKind kind : TopicKind.values()) {
            if (!(yaml instanceof Map<?, ?> kinds) || !(kinds.get(kind.declaredAs()) instanceof Map<?, ?> entry)) {
                throw new IllegalArgumentException(
                        "topics.yaml does not declare topics of the kind '%s'".formatted(kind.declaredAs()));
            }
            declarations.put(kind, declaration(kind, entry));
        }
        return new TopicDeclarations(declarations);
    }

    private static Declaration declaration(TopicKind kind, Map<?, ?> entry) {
        if (!(entry.get("partitions") instanceof Integer partitions) || partitions < 1) {
            throw new IllegalArgumentException(
                    "topics.yaml: %s.partitions must be a whole number above 0".formatted(kind.declaredAs()));
        }
        Object replication = entry.get("replication");
        Map<String, String> config = new TreeMap<>();
        if (entry.get("config") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> config.put(String.valueOf(name), String.valueOf(value)));
        }
        return new Declaration(
                partitions, replication instanceof Integer factor ? factor.shortValue() : (short) -1, config);
    }
}
