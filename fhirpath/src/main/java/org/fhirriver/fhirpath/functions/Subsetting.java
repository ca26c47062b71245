package org.fhirriver.fhirpath.functions;

import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.Collections;
import org.fhirriver.fhirpath.value.Equality;
import org.fhirriver.fhirpath.value.Items;

/** Parts of collections, and collections put together. */
final class Subsetting {

    static final List<Function> FUNCTIONS = List.of(
            new Function("single", 0, 0, Subsetting::single),
            new Function("first", 0, 0, Subsetting::first),
            new Function("last", 0, 0, Subsetting::last),
            new Function("tail", 0, 0, Subsetting::tail),
            new Function("skip", 1, 1, Subsetting::skip),
            new Function("take", 1, 1, Subsetting::take),
            new Function("intersect", 1, 1, Subsetting::intersect),
            new Function("exclude", 1, 1, Subsetting::exclude),
            new Function("union", 1, 1, Subsetting::union),
            new Function("combine", 1, 1, Subsetting::combine));

    private Subsetting() {}

    private static Code single(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> Items.single(input.run(evaluation, self), "The input of single()");
    }

    private static Code first(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            return items == null ? null : Items.at(items, 0);
        };
    }

    private static Code last(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            return items == null ? null : Items.at(items, Items.count(items) - 1);
        };
    }

    private static Code tail(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> Items.slice(input.run(evaluation, self), 1, Integer.MAX_VALUE);
    }

    private static Code skip(CallSite site) {
        Code input = site.input();
        CallSite.IntegerArgument number = site.integer(0);
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            Integer skipped = number.get(evaluation, self);
            return skipped == null ? null : Items.slice(items, skipped, Integer.MAX_VALUE);
        };
    }

    private static Code take(CallSite site) {
        Code input = site.input();
        CallSite.IntegerArgument number = site.integer(0);
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            Integer taken = number.get(evaluation, self);
            return taken == null ? null : Items.slice(items, 0, taken);
        };
    }

    private static Code intersect(CallSite site) {
        Code input = site.input();
        Code other = site.argument(0);
        return (evaluation, self) -> {
            Object distinct = Collections.distinct(input.run(evaluation, self), evaluation.steps());
            Object others = other.run(evaluation, self);
            Items.Builder common = new Items.Builder();
            for (Object item : Items.list(distinct)) {
                if (Equality.contains(others, item, evaluation.steps())) {
                    common.add(item);
                }
            }
            return common.build();
        };
    }

    private static Code exclude(CallSite site) {
        Code input = site.input();
        Code other = site.argument(0);
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            Object others = other.run(evaluation, self);
            Items.Builder rest = new Items.Builder();
            for (Object item : Items.list(items)) {
                if (!Equality.contains(others, item, evaluation.steps())) {
                    rest.add(item);
                }
            }
            return rest.build();
        };
    }

    private static Code union(CallSite site) {
        Code input = site.input();
        Code other = site.argument(0);
        return (evaluation, self) ->
                Collections.union(input.run(evaluation, self), other.run(evaluation, self), evaluation.steps());
    }

    private static Code combine(CallSite site) {
        Code input = site.input();
        Code other = site.argument(0);
        return (evaluation, self) -> {
            Object left = input.run(evaluation, self);
            Object right = other.run(evaluation, self);
            evaluation.steps().take(Items.count(left) + (long) Items.count(right));
            return Collections.combine(left, right);
        };
    }
}
