package org.fhirriver.fhirpath.compile;

import java.util.Map;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.model.Node;
import org.fhirriver.fhirpath.value.Items;
import org.jspecify.annotations.Nullable;

/** The elements of a name in the items of a collection. */
final class Members {

    private Members() {}

    static @Nullable Object of(Evaluation evaluation, @Nullable Object collection, String name) {
        if (collection instanceof Map<?, ?> object) {
            return Items.of(object.get(name));
        }
        if (collection instanceof Node node) {
            return node.child(name);
        }
        return collection instanceof Items several ? ofAll(evaluation, several, name) : null;
    }

    private static @Nullable Object ofAll(Evaluation evaluation, Items several, String name) {
        evaluation.steps().take(several.size());
        Items.Builder items = new Items.Builder(several.size());
        for (int i = 0; i < several.size(); i++) {
            items.addAll(of(evaluation, several.get(i), name));
        }
        return items.build();
    }

    /** At the start of a path, a name may be that of the resource's own type. */
    static @Nullable Object atStart(Evaluation evaluation, @Nullable Object self, String name) {
        if (self instanceof Node node && node.type().isA(name)) {
            return node;
        }
        return of(evaluation, self, name);
    }
}
