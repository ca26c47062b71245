package org.fhirriver.mapping.value;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Property;
import org.fhirriver.r4.Type;
import org.fhirriver.r4.TypeUse;
import org.fhirriver.r4.ValueSet;

/**
 * The writers of all types of FHIR R4, for local times of one zone; made when they are first asked for, used by any
 * number of threads.
 */
public final class ValueWriters {

    private final Definitions r4 = Definitions.r4();
    private final Map<String, ValueWriter> primitives = new HashMap<>();
    private final Map<String, ObjectWriter> objects = new HashMap<>();
    private final Map<ValueSet, ValueWriter> codes = new HashMap<>();

    public ValueWriters(ZoneId zone) {
        TimeWriters times = new TimeWriters(zone);
        primitives.put("string", new TextWriter("string"));
        primitives.put("markdown", new TextWriter("markdown"));
        primitives.put("code", new CodeWriter(Optional.empty()));
        primitives.put("id", TokenWriter.id());
        primitives.put("uri", TokenWriter.uri("uri"));
        primitives.put("url", TokenWriter.uri("url"));
        primitives.put("canonical", TokenWriter.uri("canonical"));
        primitives.put("oid", TokenWriter.oid());
        primitives.put("uuid", TokenWriter.uuid());
        primitives.put("boolean", new BooleanWriter());
        primitives.put("integer", new IntegerWriter("integer", Integer.MIN_VALUE));
        primitives.put("positiveInt", new IntegerWriter("positiveInt", 1));
        primitives.put("unsignedInt", new IntegerWriter("unsignedInt", 0));
        primitives.put("decimal", new DecimalWriter());
        primitives.put("base64Binary", new Base64Writer());
        primitives.put("xhtml", new XhtmlWriter());
        primitives.put("date", times::date);
        primitives.put("dateTime", times::dateTime);
        primitives.put("instant", times::instant);
        primitives.put("time", times::time);
    }

    /** Whether a text may be the id of a resource. */
    public static boolean isId(String text) {
        return TokenWriter.isId(text);
    }

    /** The writer of an element's values, which also checks the codes and references that the element allows. */
    public synchronized ValueWriter of(Element element, TypeUse use) {
        Optional<ValueSet> required = r4.requiredCodes(element);
        if (use.code().equals("code") && required.isPresent()) {
            return codes.computeIfAbsent(required.get(), set -> new CodeWriter(Optional.of(set)));
        }
        if (use.code().equals("CodeableConcept") && required.isPresent()) {
            return new BoundConceptWriter(object("CodeableConcept"), required.get());
        }
        if (use.code().equals("Reference") && !use.targets().isEmpty()) {
            return new ReferenceWriter(object("Reference"), use);
        }
        if (use.code().equals("Resource")) {
            return new ResourceWriter(this);
        }
        if (element.path().equals("Reference.reference")) {
            return new ReferenceTextWriter(Optional.empty());
        }
        ValueWriter primitive = primitives.get(use.code());
        return primitive != null ? primitive : object(use.code());
    }

    /** The writer of what stands beside a primitive: {@code _birthDate}. */
    public synchronized ValueWriter companion() {
        return object("Element");
    }

    /** The writer of the text of references, which names a type that the element allows. */
    public ValueWriter referenceText(TypeUse use) {
        return new ReferenceTextWriter(Optional.of(use));
    }

    /** The writer of a whole object of a type. */
    public ValueWriter of(Type type) {
        return type.isResource() ? new ResourceWriter(this) : object(type.name());
    }

    synchronized ObjectWriter object(String typeName) {
        ObjectWriter known = objects.get(typeName);
        if (known != null) {
            return known;
        }
        Type type = r4.type(typeName).orElseThrow(() -> new IllegalStateException("R4 has no type " + typeName));
        ObjectWriter writer = new ObjectWriter(type);
        // Types contain themselves: the writer must be known before its fields are made.
        objects.put(typeName, writer);
        Map<String, FieldWriter> fields = new LinkedHashMap<>();
        for (Element element : type.elements()) {
            for (Property property : element.properties()) {
                fields.put(property.name(), FieldWriter.of(property, of(element, property.type())));
                if (r4.typeOf(property).isPrimitive()) {
                    String companion = "_" + property.name();
                    fields.put(companion, FieldWriter.companion(companion, element, companion()));
                }
            }
        }
        writer.use(fields.values());
        return writer;
    }
}
