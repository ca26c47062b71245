package org.fhirriver.fhirpath.functions;

import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Quantities;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** Conversions between types, and the choice of one of two results. */
final class Conversion {

    /** Gives null where the value does not convert. */
    private interface Converter {
        @Nullable Object convert(Object value);
    }

    static final List<Function> FUNCTIONS = List.of(
            new Function("iif", 2, 3, Conversion::iif),
            to("toBoolean", Conversions::toBoolean),
            tests("convertsToBoolean", Conversions::toBoolean),
            to("toInteger", Conversions::toInteger),
            tests("convertsToInteger", Conversions::toInteger),
            to("toLong", Conversions::toLong),
            tests("convertsToLong", Conversions::toLong),
            to("toDecimal", Conversions::toDecimal),
            tests("convertsToDecimal", Conversions::toDecimal),
            to("toDate", Conversions::toDate),
            tests("convertsToDate", Conversions::toDate),
            to("toDateTime", Conversions::toDateTime),
            tests("convertsToDateTime", Conversions::toDateTime),
            to("toTime", Conversions::toTime),
            tests("convertsToTime", Conversions::toTime),
            to("toString", Conversions::toText),
            tests("convertsToString", Conversions::toText),
            new Function("toQuantity", 0, 1, site -> quantity(site, false)),
            new Function("convertsToQuantity", 0, 1, site -> quantity(site, true)));

    private Conversion() {}

    private static Function to(String name, Converter converter) {
        return new Function(
                name,
                0,
                0,
                site -> site.ofItem((evaluation, self, item) -> {
                    Object value = Items.value(item);
                    return value == null ? null : converter.convert(value);
                }));
    }

    private static Function tests(String name, Converter converter) {
        return new Function(
                name,
                0,
                0,
                site -> site.ofItem((evaluation, self, item) -> {
                    Object value = Items.value(item);
                    return value == null ? null : converter.convert(value) != null;
                }));
    }

    private static Code quantity(CallSite site, boolean isTest) {
        CallSite.TextArgument unit = site.count() == 0 ? (evaluation, self) -> "" : site.text(0);
        return site.ofItem((evaluation, self, item) -> {
            Object value = Items.value(item);
            String wanted = unit.get(evaluation, self);
            if (value == null || wanted == null) {
                return null;
            }
            Quantity quantity = Conversions.toQuantity(value);
            if (quantity != null && !wanted.isEmpty()) {
                quantity = Quantities.convert(quantity, wanted);
            }
            return isTest ? Boolean.valueOf(quantity != null) : quantity;
        });
    }

    private static Code iif(CallSite site) {
        Code input = site.input();
        Code criterion = site.lambda(0);
        Code whenTrue = site.lambda(1);
        Code otherwise = site.count() == 3 ? site.lambda(2) : (evaluation, self) -> null;
        return (evaluation, self) -> {
            Object item = Items.single(input.run(evaluation, self), "The input of iif()");
            Object truth = Items.value(Items.single(criterion.run(evaluation, item), "The criterion of iif()"));
            if (truth != null && !(truth instanceof Boolean)) {
                throw new ValueProblem("The criterion of iif() must be a Boolean, not " + Conversions.typeName(truth));
            }
            return (Boolean.TRUE.equals(truth) ? whenTrue : otherwise).run(evaluation, item);
        };
    }
}
