package org.fhirriver.r4;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code r4.tsv}, which is made of the official definitions. A line says what it is by its first column:
 *
 * <ul>
 *   <li>{@code T name kind abstract base regex}: a type; base types come before those that specialize them
 *   <li>{@code E path min max types strength valueSet}: an element of the type above; the path ends in {@code [x]} where
 *       the type shows in the name; types are parted by {@code |}, each followed by its targets in parentheses
 *   <li>{@code V url}: a value set
 *   <li>{@code S system codes…}: codes of the value set above
 * </ul>
 */
final class DefinitionsFile {

    static final String NAME = "r4.tsv";

    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Map<String, ValueSet> valueSets = new LinkedHashMap<>();
    private final List<Element> elements = new ArrayList<>();
    private final Map<String, Set<String>> systems = new LinkedHashMap<>();
    private String @Nullable [] head;

    private DefinitionsFile() {}

    static Definitions read() {
        DefinitionsFile file = new DefinitionsFile();
        try (InputStream stream = DefinitionsFile.class.getResourceAsStream(NAME)) {
            if (stream == null) {
                throw new IllegalStateException(NAME + " is missing beside " + DefinitionsFile.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.accept(line.split("\t", -1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.finish();
        return new Definitions(file.types, file.valueSets);
    }

    private void accept(String[] columns) {
        switch (columns[0]) {
            case "E" -> elements.add(element(columns));
            case "S" ->
                systems.put(
                        columns[1], new LinkedHashSet<>(Arrays.asList(columns).subList(2, columns.length)));
            default -> {
                finish();
                head = columns;
            }
        }
    }

    private void finish() {
        String[] done = head;
        if (done != null && done[0].equals("T")) {
            Type base = done[4].isEmpty() ? null : types.get(done[4]);
            String regex = done[5].isEmpty() ? null : done[5];
            Kind kind = Kind.valueOf(done[2]);
            types.put(done[1], new Type(done[1], kind, done[3].equals("abstract"), base, regex, elements));
        } else if (done != null) {
            valueSets.put(done[1], new ValueSet(done[1], systems));
        }
        elements.clear();
        systems.clear();
    }

    private static Element element(String[] columns) {
        boolean choice = columns[1].endsWith("[x]");
        String path = choice ? columns[1].substring(0, columns[1].length() - 3) : columns[1];
        int max = columns[3].equals("*") ? Element.UNBOUNDED : Integer.parseInt(columns[3]);
        Binding binding = columns[5].isEmpty() ? null : new Binding(Strength.valueOf(columns[5]), columns[6]);
        List<TypeUse> uses = new ArrayList<>();
        for (String use : columns[4].split("\\|")) {
            int targets = use.indexOf('(');
            uses.add(
                    targets < 0
                            ? new TypeUse(use, List.of())
                            : new TypeUse(
                                    use.substring(0, targets),
                                    List.of(use.substring(targets + 1, use.length() - 1)
                                            .split(","))));
        }
        return new Element(path, Integer.parseInt(columns[2]), max, choice, uses, binding);
    }
}
