package org.fhirriver.fhirpath.functions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.model.Node;
import org.fhirriver.fhirpath.model.TypeSpecifier;
import org.fhirriver.fhirpath.value.Collections;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Wrapped;
import org.jspecify.annotations.Nullable;

/** Items that are chosen, or made out of others. */
final class Filtering {

    static final List<Function> FUNCTIONS = List.of(
            new Function("where", 1, 1, Filtering::where),
            new Function("select", 1, 1, Filtering::select),
            new Function("repeat", 1, 1, Filtering::repeat),
            new Function("repeatAll", 1, 1, Filtering::repeatAll),
            new Function("ofType", 1, 1, Filtering::ofType),
            new Function("sort", 0, Integer.MAX_VALUE, Filtering::sort),
            new Function("aggregate", 1, 2, Filtering::aggregate),
            new Function("children", 0, 0, Filtering::children),
            new Function("descendants", 0, 0, Filtering::descendants),
            new Function("extension", 1, 1, Filtering::extension));

    private Filtering() {}

    private static Code where(CallSite site) {
        Code input = site.input();
        Code criteria = site.lambda(0);
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            if (items == null) {
                return null;
            }
            int before = evaluation.index();
            int size = Items.count(items);
            Items.Builder chosen = new Items.Builder(size);
            for (int i = 0; i < size; i++) {
                evaluation.steps().take();
                evaluation.index(i);
                Object item = Items.at(items, i);
                if (Boolean.TRUE.equals(Conversions.truth(criteria.run(evaluation, item)))) {
                    chosen.add(item);
                }
            }
            evaluation.index(before);
            return chosen.build();
        };
    }

    private static Code select(CallSite site) {
        Code input = site.input();
        Code projection = site.lambda(0);
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            return items == null ? null : project(evaluation, items, projection);
        };
    }

    private static @Nullable Object project(Evaluation evaluation, Object items, Code projection) {
        int before = evaluation.index();
        int size = Items.count(items);
        Items.Builder made = new Items.Builder(size);
        for (int i = 0; i < size; i++) {
            evaluation.index(i);
            Object result = projection.run(evaluation, Items.at(items, i));
            evaluation.steps().take(1L + Items.count(result));
            made.addAll(result);
        }
        evaluation.index(before);
        return made.build();
    }

    private static Code repeat(CallSite site) {
        Code input = site.input();
        Code projection = site.lambda(0);
        return (evaluation, self) -> {
            Object level = input.run(evaluation, self);
            Collections.Distinct distinct = new Collections.Distinct(evaluation.steps(), Integer.MAX_VALUE);
            Items.Builder all = new Items.Builder();
            while (level != null) {
                Object results = project(evaluation, level, projection);
                Items.Builder fresh = new Items.Builder();
                for (Object item : Items.list(results)) {
                    if (distinct.isNew(item)) {
                        all.add(item);
                        fresh.add(item);
                    }
                }
                level = fresh.build();
            }
            return all.build();
        };
    }

    private static Code repeatAll(CallSite site) {
        Code input = site.input();
        Code projection = site.lambda(0);
        return (evaluation, self) -> {
            Object level = input.run(evaluation, self);
            Items.Builder all = new Items.Builder();
            while (level != null) {
                level = project(evaluation, level, projection);
                all.addAll(level);
            }
            return all.build();
        };
    }

    private static Code ofType(CallSite site) {
        Code input = site.input();
        TypeSpecifier type = site.type(0);
        return (evaluation, self) -> type.filter(input.run(evaluation, self));
    }

    private static Code sort(CallSite site) {
        List<SortedItems.Key> keys = new ArrayList<>();
        for (int i = 0; i < site.count(); i++) {
            keys.add(new SortedItems.Key(site.sortKey(i), site.isDescending(i)));
        }
        if (keys.isEmpty()) {
            keys.add(new SortedItems.Key((evaluation, self) -> self, false));
        }
        Code input = site.input();
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            return items instanceof Items several ? SortedItems.sort(evaluation, several, keys) : items;
        };
    }

    private static Code aggregate(CallSite site) {
        Code input = site.input();
        Code aggregator = site.lambda(0);
        Code init = site.count() == 2 ? site.argument(1) : (evaluation, self) -> null;
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            Object outer = evaluation.total();
            int before = evaluation.index();
            Object total = init.run(evaluation, self);
            int size = Items.count(items);
            for (int i = 0; i < size && items != null; i++) {
                evaluation.steps().take(1L + Items.count(total));
                evaluation.index(i);
                evaluation.total(total);
                total = aggregator.run(evaluation, Items.at(items, i));
            }
            evaluation.index(before);
            evaluation.total(outer);
            return total;
        };
    }

    private static Code children(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> {
            Items.Builder children = new Items.Builder();
            for (Object item : Items.list(input.run(evaluation, self))) {
                evaluation.steps().take();
                addChildren(item, children);
            }
            return children.build();
        };
    }

    private static void addChildren(Object item, Items.Builder children) {
        if (item instanceof Node node) {
            node.children(children);
        } else if (Items.object(item) != null && item instanceof java.util.Map<?, ?> object) {
            for (Object value : object.values()) {
                children.addAll(Items.of(value));
            }
        }
    }

    private static Code descendants(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> {
            Items.Builder descendants = new Items.Builder();
            Deque<Object> waiting = new ArrayDeque<>(Items.list(input.run(evaluation, self)));
            while (!waiting.isEmpty()) {
                evaluation.steps().take();
                Items.Builder children = new Items.Builder();
                addChildren(waiting.pop(), children);
                List<Object> found = Items.list(children.build());
                found.forEach(descendants::add);
                waiting.addAll(found);
            }
            return descendants.build();
        };
    }

    private static Code extension(CallSite site) {
        Code input = site.input();
        CallSite.TextArgument url = site.text(0);
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            String wanted = url.get(evaluation, self);
            Items.Builder extensions = new Items.Builder();
            for (Object item : Items.list(items)) {
                for (Object extension : Items.list(child(item, "extension"))) {
                    evaluation.steps().take();
                    Object found = Items.value(child(extension, "url"));
                    if (wanted != null && wanted.equals(found)) {
                        extensions.add(extension);
                    }
                }
            }
            return extensions.build();
        };
    }

    private static @Nullable Object child(Object item, String name) {
        if (item instanceof Node node) {
            return node.child(name);
        }
        return item instanceof java.util.Map<?, ?> object && !(item instanceof Wrapped)
                ? Items.of(object.get(name))
                : null;
    }
}
