package org.fhirriver.fhirpath.functions;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Ordering;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** Sorts items by keys that are each evaluated once; items without a key come first, whichever way it goes. */
final class SortedItems {

    /** What to sort by. */
    record Key(Code code, boolean isDescending) {}

    private record Entry(Object item, List<@Nullable Object> keys) {}

    private SortedItems() {}

    static @Nullable Object sort(Evaluation evaluation, Items items, List<Key> keys) {
        List<Entry> entries = new ArrayList<>(items.size());
        int before = evaluation.index();
        for (int i = 0; i < items.size(); i++) {
            evaluation.index(i);
            List<@Nullable Object> values = new ArrayList<>(keys.size());
            for (Key key : keys) {
                evaluation.steps().take();
                values.add(Items.single(key.code.run(evaluation, items.get(i)), "What sort() goes by"));
            }
            entries.add(new Entry(items.get(i), values));
        }
        evaluation.index(before);
        try {
            entries.sort((left, right) -> {
                evaluation.steps().take();
                return compare(left, right, keys);
            });
        } catch (IllegalArgumentException e) {
            // Dates among texts that look like dates: a before b before c before a.
            throw new ValueProblem("The items have no common order");
        }
        Items.Builder sorted = new Items.Builder(entries.size());
        entries.forEach(entry -> sorted.add(entry.item));
        return sorted.build();
    }

    private static int compare(Entry left, Entry right, List<Key> keys) {
        for (int i = 0; i < keys.size(); i++) {
            Object a = left.keys.get(i);
            Object b = right.keys.get(i);
            if (a == null || b == null) {
                int missing = Boolean.compare(a != null, b != null);
                if (missing != 0) {
                    return missing;
                }
                continue;
            }
            int order = Ordering.total(a, b);
            if (order != 0) {
                return keys.get(i).isDescending ? -order : order;
            }
        }
        return 0;
    }
}
