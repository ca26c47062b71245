package org.fhirriver.r4;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One element of a type, as its definition says. */
public final class Element {

    /** The largest number of values of an element that may have any number of them. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private final String name;
    private final String path;
    private final int min;
    private final int max;
    private final boolean choice;
    private final List<TypeUse> types;
    private final @Nullable Binding binding;
    private final List<Property> properties;

    Element(String path, int min, int max, boolean choice, List<TypeUse> types, @Nullable Binding binding) {
        this.path = path;
        this.name = path.substring(path.lastIndexOf('.') + 1);
        this.min = min;
        this.max = max;
        this.choice = choice;
        this.types = List.copyOf(types);
        this.binding = binding;
        this.properties = this.types.stream()
                .map(type -> new Property(choice ? name + type.suffix() : name, this, type))
                .toList();
    }

    /** The name without {@code [x]}: {@code value} for {@code Observation.value[x]}. */
    public String name() {
        return name;
    }

    /** The path where the element is defined, without {@code [x]}: {@code Observation.value}. */
    public String path() {
        return path;
    }

    /** How many values there are at least. */
    public int min() {
        return min;
    }

    /** How many values there are at most; {@link #UNBOUNDED} for {@code *}. */
    public int max() {
        return max;
    }

    public boolean isRequired() {
        return min > 0;
    }

    /** Whether JSON holds the values in an array. */
    public boolean isList() {
        return max > 1;
    }

    /** Whether the element's type shows in its name in JSON: {@code valueQuantity}. */
    public boolean isChoice() {
        return choice;
    }

    /** The types that a value may have. */
    public List<TypeUse> types() {
        return types;
    }

    /** The value set of the element's codes. */
    public Optional<Binding> binding() {
        return Optional.ofNullable(binding);
    }

    /** The names under which the element stands in JSON: one, or one for each type of a choice. */
    public List<Property> properties() {
        return properties;
    }

    @Override
    public String toString() {
        return path;
    }
}
