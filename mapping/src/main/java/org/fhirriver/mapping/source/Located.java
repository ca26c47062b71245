package org.fhirriver.mapping.source;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value of a YAML or JSON file that knows where it stands. */
public sealed interface Located permits LocatedMap, LocatedList, LocatedScalar {

    /** Where the value begins. */
    Position position();

    /** The value alone: an ordered map, a list, text, a Boolean, a Long, BigInteger or BigDecimal, or null. */
    @Nullable Object plain();

    /** What the value is, for messages: {@code "a map"}, {@code "a list"}, {@code "text"}. */
    String kind();

    /** One result for each kind of value. */
    <T> T fold(Function<LocatedMap, T> map, Function<LocatedList, T> list, Function<LocatedScalar, T> scalar);
}
