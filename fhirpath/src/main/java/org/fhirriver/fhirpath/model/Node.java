package org.fhirriver.fhirpath.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.fhirpath.value.Wrapped;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Property;
import org.fhirriver.r4.Type;
import org.jspecify.annotations.Nullable;

/** A resource, a data type or a primitive in a resource, with its R4 type. */
public final class Node extends Wrapped {

    private static final Definitions R4 = Definitions.r4();

    private final Type type;
    private final @Nullable Object json;
    private final @Nullable Map<String, Object> companion;
    private @Nullable Object value;

    private Node(Type type, @Nullable Object json, @Nullable Map<String, Object> companion) {
        this.type = type;
        this.json = json;
        this.companion = companion;
    }

    /** A JSON object as the resource that its {@code resourceType} names; anything else stays as it is. */
    public static @Nullable Object typed(@Nullable Object json) {
        Map<String, Object> object = Items.object(json);
        if (object != null && object.get("resourceType") instanceof String name) {
            Optional<Type> type = R4.type(name).filter(Type::isResource);
            if (type.isPresent()) {
                return new Node(type.get(), object, null);
            }
        }
        return json;
    }

    /** The type. */
    public Type type() {
        return type;
    }

    @Override
    public @Nullable Object json() {
        return json;
    }

    @Override
    public @Nullable Map<String, Object> companion() {
        return companion;
    }

    @Override
    public @Nullable Object value() {
        if (!type.isPrimitive() || json == null) {
            return type.isPrimitive() ? null : this;
        }
        Object known = value;
        if (known == null) {
            known = convert(json);
            value = known;
        }
        return known;
    }

    private Object convert(Object raw) {
        if (raw instanceof String text) {
            return switch (type.name()) {
                case "date" -> Temporal.date(text).<Object>map(date -> date).orElse(text);
                case "dateTime", "instant" ->
                    Temporal.dateTime(text).<Object>map(time -> time).orElse(text);
                case "time" -> Temporal.time(text).<Object>map(time -> time).orElse(text);
                default -> text;
            };
        }
        return raw instanceof Number number && type.isA("decimal") ? Numbers.decimal(number) : raw;
    }

    @Override
    public @Nullable Quantity quantity() {
        if (!type.isA("Quantity") || child("comparator") != null) {
            return null;
        }
        Object number = Items.value(child("value"));
        if (!(number instanceof BigDecimal decimal)) {
            return null;
        }
        Object code = Items.value(child("code"));
        Object unit = Items.value(code == null ? child("unit") : child("code"));
        return new Quantity(decimal, unit instanceof String text ? text : "1", null);
    }

    /** The elements of a name, without {@code [x]}; what R4 does not know is as untyped as it stands in the JSON. */
    public @Nullable Object child(String name) {
        Map<String, Object> object = Items.object(json);
        Map<String, Object> from = object == null ? companion : object;
        if (from == null) {
            return null;
        }
        Optional<Element> element = type.element(name);
        if (element.isEmpty()) {
            return Items.of(from.get(name));
        }
        List<Property> properties = element.get().properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            Object own = from.get(property.name());
            Object beside = from.get('_' + property.name());
            if (own != null || beside != null) {
                return wrap(own, beside, R4.typeOf(property));
            }
        }
        return Items.of(from.get(name));
    }

    /** All elements in the order of the definition. */
    public void children(Items.Builder into) {
        for (Element element : type.elements()) {
            into.addAll(child(element.name()));
        }
    }

    private static @Nullable Object wrap(@Nullable Object own, @Nullable Object beside, Type type) {
        if (!(own instanceof List<?>) && !(beside instanceof List<?>)) {
            return wrapOne(own, beside, type);
        }
        List<?> values = own instanceof List<?> list ? list : List.of();
        List<?> companions = beside instanceof List<?> list ? list : List.of();
        int size = Math.max(values.size(), companions.size());
        Items.Builder items = new Items.Builder(size);
        for (int i = 0; i < size; i++) {
            Object value = i < values.size() ? values.get(i) : null;
            Object companion = i < companions.size() ? companions.get(i) : null;
            if (value != null || companion != null) {
                items.add(wrapOne(value, companion, type));
            }
        }
        return items.build();
    }

    private static Object wrapOne(@Nullable Object own, @Nullable Object beside, Type type) {
        if (type.isResource() && typed(own) instanceof Node resource) {
            return resource;
        }
        return new Node(type, own, Items.object(beside));
    }

    @Override
    public String toString() {
        return type.name();
    }

    /** The name of the type of an item, as {@code type()} gives it: {@code System.String}, {@code FHIR.code}. */
    public static String typeName(Object item) {
        return item instanceof Node node ? "FHIR." + node.type.name() : "System." + Conversions.typeName(item);
    }
}
