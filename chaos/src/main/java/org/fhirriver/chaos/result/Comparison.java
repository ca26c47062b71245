package org.fhirriver.chaos.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fhirriver.chaos.result.StoreImage.Stored;

/**
 * How what a disturbed run left differs from what an undisturbed one did.
 *
 * @param lost documents, or messages, that are not there
 * @param doubled documents or messages that are there and should not, or that were written more than once
 * @param different documents whose content is not the same
 */
public record Comparison(List<String> lost, List<String> doubled, List<String> different) {

    public Comparison {
        lost = List.copyOf(lost);
        doubled = List.copyOf(doubled);
        different = List.copyOf(different);
    }

    /**
     * Compares two stores and two buses.
     *
     * @param severalStates the pipelines whose records have several states, where the number of versions depends on how
     *     many of them a loader saw at once
     */
    public static Comparison of(
            StoreImage expected, StoreImage store, BusImage usual, BusImage bus, List<String> severalStates) {
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        List<String> different = new ArrayList<>();
        Map<String, Stored> rest = new TreeMap<>(store.documents());
        expected.documents().forEach((key, wanted) -> {
            Stored found = rest.remove(key);
            if (found == null) {
                lost.add(key);
            } else if (!found.content().equals(wanted.content())) {
                different.add(key);
            } else if (!severalStates.contains(found.pipeline())
                    && !found.version().equals("1")) {
                doubled.add("%s has version %s".formatted(key, found.version()));
            }
        });
        doubled.addAll(rest.keySet());
        TreeSet<String> kinds = new TreeSet<>(usual.messages().keySet());
        kinds.addAll(bus.messages().keySet());
        for (String kind : kinds) {
            long wanted = usual.messages().getOrDefault(kind, 0L);
            long found = bus.messages().getOrDefault(kind, 0L);
            if (found != wanted) {
                (found < wanted ? lost : doubled).add("%d %s instead of %d".formatted(found, kind, wanted));
            }
        }
        return new Comparison(lost, doubled, different);
    }

    /** Whether both runs left the same. */
    public boolean isClean() {
        return lost.isEmpty() && doubled.isEmpty() && different.isEmpty();
    }
}
