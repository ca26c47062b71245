package org.fhirriver.fhirpath.functions;

import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.value.Collections;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Equality;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** Whether there are items, and of which kind. */
final class Existence {

    static final List<Function> FUNCTIONS = List.of(
            new Function("empty", 0, 0, site -> test(site.input(), false)),
            new Function("exists", 0, 1, Existence::exists),
            new Function("all", 1, 1, Existence::all),
            new Function("allTrue", 0, 0, site -> booleans(site, true, false)),
            new Function("anyTrue", 0, 0, site -> booleans(site, false, true)),
            new Function("allFalse", 0, 0, site -> booleans(site, true, true)),
            new Function("anyFalse", 0, 0, site -> booleans(site, false, false)),
            new Function("subsetOf", 1, 1, site -> subset(site.input(), site.argument(0))),
            new Function("supersetOf", 1, 1, site -> subset(site.argument(0), site.input())),
            new Function("count", 0, 0, Existence::count),
            new Function("distinct", 0, 0, Existence::distinct),
            new Function("isDistinct", 0, 0, Existence::isDistinct),
            new Function("not", 0, 0, Existence::not));

    private Existence() {}

    private static Code test(Code input, boolean exists) {
        return (evaluation, self) -> (input.run(evaluation, self) != null) == exists;
    }

    private static Code exists(CallSite site) {
        if (site.count() == 0) {
            return test(site.input(), true);
        }
        Code input = site.input();
        Code criteria = site.lambda(0);
        return (evaluation, self) -> find(evaluation, input.run(evaluation, self), criteria, true);
    }

    private static Code all(CallSite site) {
        Code input = site.input();
        Code criteria = site.lambda(0);
        return (evaluation, self) -> !find(evaluation, input.run(evaluation, self), criteria, false);
    }

    /** Whether there is an item for which the criteria are true, or for which they are not. */
    private static boolean find(Evaluation evaluation, @Nullable Object items, Code criteria, boolean wanted) {
        int before = evaluation.index();
        int size = Items.count(items);
        boolean found = false;
        for (int i = 0; i < size && items != null && !found; i++) {
            evaluation.steps().take();
            evaluation.index(i);
            Boolean truth = Conversions.truth(criteria.run(evaluation, Items.at(items, i)));
            found = Boolean.TRUE.equals(truth) == wanted;
        }
        evaluation.index(before);
        return found;
    }

    /** all…() is true and any…() is false where no item decides. */
    private static Code booleans(CallSite site, boolean result, boolean decisive) {
        Code input = site.input();
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            int size = Items.count(items);
            boolean decided = false;
            for (int i = 0; i < size && items != null; i++) {
                evaluation.steps().take();
                if (!(Items.value(Items.at(items, i)) instanceof Boolean item)) {
                    throw new ValueProblem(site.name() + "() is for Booleans");
                }
                decided |= item == decisive;
            }
            return decided != result;
        };
    }

    private static Code subset(Code part, Code whole) {
        return (evaluation, self) -> {
            Object items = part.run(evaluation, self);
            Object others = whole.run(evaluation, self);
            int size = Items.count(items);
            for (int i = 0; i < size && items != null; i++) {
                if (!Equality.contains(others, Items.at(items, i), evaluation.steps())) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Code count(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> Items.count(input.run(evaluation, self));
    }

    private static Code distinct(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> Collections.distinct(input.run(evaluation, self), evaluation.steps());
    }

    private static Code isDistinct(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            return Items.count(Collections.distinct(items, evaluation.steps())) == Items.count(items);
        };
    }

    private static Code not(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> {
            Boolean truth = Conversions.truth(input.run(evaluation, self));
            return truth == null ? null : !truth;
        };
    }
}
