package org.fhirriver.mapping.value;

import java.util.List;
import java.util.Optional;
import org.fhirriver.messages.DidYouMean;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Type;
import org.fhirriver.r4.TypeUse;

/** Reads the type of resource that the text of a reference names. */
public final class References {

    private References() {}

    /**
     * Rejects a reference whose text names a type that the element does not allow.
     *
     * @throws Unfit when it does
     */
    public static void check(String reference, TypeUse use) {
        Optional<String> type = typeOf(reference);
        if (type.isPresent()) {
            checkType(type.get(), use);
        }
    }

    /**
     * Rejects a reference, written by a person, that names a type which does not exist.
     *
     * @throws Unfit when it does
     */
    public static void checkKnown(String reference) {
        int slash = reference.indexOf('/');
        String type = slash < 0 ? "" : reference.substring(0, slash);
        boolean looksLikeOne = !type.isEmpty()
                && Character.isUpperCase(type.charAt(0))
                && type.chars().allMatch(Character::isLetter);
        if (looksLikeOne && typeOf(reference).isEmpty()) {
            List<String> known = Definitions.r4().resourceNames();
            throw new Unfit("R4 has no resource '" + type + "'" + DidYouMean.hint(type, known));
        }
    }

    /**
     * Rejects a type of resource that the element may not refer to.
     *
     * @throws Unfit when it may not
     */
    public static void checkType(String type, TypeUse use) {
        if (!use.allowsTarget(type)) {
            throw new Unfit("a reference to " + type + " is not allowed: only to " + String.join(", ", use.targets()));
        }
    }

    /** The type in {@code Patient/1}, {@code https://host/fhir/Patient/1/_history/2}; empty where there is none. */
    static Optional<String> typeOf(String reference) {
        if (reference.startsWith("#") || reference.startsWith("urn:")) {
            return Optional.empty();
        }
        int history = reference.indexOf("/_history/");
        int end = history < 0 ? reference.length() : history;
        int id = reference.lastIndexOf('/', end - 1);
        if (id <= 0) {
            return Optional.empty();
        }
        String type = reference.substring(reference.lastIndexOf('/', id - 1) + 1, id);
        return Definitions.r4().type(type).filter(Type::isResource).map(Type::name);
    }
}
