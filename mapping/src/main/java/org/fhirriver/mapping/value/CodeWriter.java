package org.fhirriver.mapping.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.r4.ValueSet;

/** Writes codes, of any code system or of a value set that the element requires; of a Coding it takes the code. */
final class CodeWriter implements ValueWriter {

    private static final int NAMED = 12;

    private final Optional<ValueSet> required;
    private final Map<String, byte[]> json = new HashMap<>();

    CodeWriter(Optional<ValueSet> required) {
        this.required = required;
        required.ifPresent(set -> set.codes().forEach(code -> {
            JsonBuffer buffer = new JsonBuffer();
            buffer.text(code);
            json.put(code, buffer.toBytes());
        }));
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        Object code = value instanceof Map<?, ?> coding ? coding.get("code") : value;
        if (code == null) {
            throw Unfit.type(value, "code");
        }
        String text = Kinds.text(code, "code");
        byte[] known = json.get(text);
        if (known != null) {
            out.raw(known);
            return true;
        }
        text = text.strip();
        if (text.isEmpty()) {
            return false;
        }
        if (required.isPresent()) {
            known = json.get(text);
            if (known == null) {
                throw new Unfit("the code is not one of " + allowed(required.get()));
            }
            out.raw(known);
            return true;
        }
        if (!isCode(text)) {
            throw new Unfit("a code has no white space but single spaces within");
        }
        out.text(text);
        return true;
    }

    /** The codes of a value set for messages: some of them, or its address when there are many. */
    static String allowed(ValueSet set) {
        return set.codes().size() <= NAMED
                ? String.join(", ", set.codes())
                : "the " + set.codes().size() + " codes of " + set.url();
    }

    static boolean isCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) && (c != ' ' || text.charAt(i + 1) == ' ')) {
                return false;
            }
        }
        return true;
    }
}
