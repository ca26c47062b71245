package org.fhirriver.extractor.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rows whose keys the database may take for equal, which come one after the other in its order: a key that differs
 * only in case or accents may stand between two rows of another. A chunk never ends within such a group, so that going
 * on after its last key leaves nothing out.
 */
final class KeyGroup {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final String text;
    private final String folded;
    private final Row first;
    /** By the key's text: the row, and whether another row with the same key differed from it; empty for one row. */
    private final Map<String, Held> held = new LinkedHashMap<>(0);

    private final List<Row> doubtful = new ArrayList<>(0);
    private Row last;

    private record Held(Row row, boolean contradicted) {}

    KeyGroup(Row first) {
        this.text = text(first);
        this.folded = folded(text);
        this.first = first;
        this.last = first;
    }

    /** Whether a row belongs to this group. */
    boolean takes(Row row) {
        if (!row.hasKey()) {
            return false;
        }
        String other = text(row);
        return text.equals(other) || folded.equals(folded(other));
    }

    /** Adds a row: one that equals an earlier row says nothing new; one that contradicts it makes all of them doubtful. */
    void add(Row row) {
        held.putIfAbsent(text, new Held(first, false));
        last = row;
        String key = text(row);
        Held earlier = held.putIfAbsent(key, new Held(row, false));
        if (earlier == null || earlier.row().values().equals(row.values())) {
            return;
        }
        if (!earlier.contradicted()) {
            doubtful.add(earlier.row());
            held.put(key, new Held(earlier.row(), true));
        }
        doubtful.add(row);
    }

    /** The rows that are the only ones with their key. */
    List<Row> rows() {
        if (held.isEmpty()) {
            return List.of(first);
        }
        return held.values().stream()
                .filter(entry -> !entry.contradicted())
                .map(Held::row)
                .toList();
    }

    /** The rows that contradict one another. */
    List<Row> doubtful() {
        return List.copyOf(doubtful);
    }

    /** The last row of the group in the database's order. */
    Row last() {
        return last;
    }

    private static String text(Row row) {
        return row.key().size() == 1 ? row.key().get(0) : String.join("\0", row.key());
    }

    private static String folded(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '9' || text.charAt(i) == ' ') {
                String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
                return plain.toUpperCase(Locale.ROOT).replace(" ", "");
            }
        }
        return text;
    }
}
