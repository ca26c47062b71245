package org.fhirriver.mapping.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of a file. */
public record LocatedList(Position position, List<Located> items) implements Located {

    public LocatedList {
        items = List.copyOf(items);
    }

    @Override
    public List<@Nullable Object> plain() {
        List<@Nullable Object> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(item.plain()));
        return values;
    }

    @Override
    public String kind() {
        return "a list";
    }

    @Override
    public <T> T fold(Function<LocatedMap, T> map, Function<LocatedList, T> list, Function<LocatedScalar, T> scalar) {
        return list.apply(this);
    }
}
