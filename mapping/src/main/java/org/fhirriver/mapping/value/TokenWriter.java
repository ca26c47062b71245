package org.fhirriver.mapping.value;

import java.util.Arrays;
import java.util.function.Predicate;

/** Writes text that must have a form: id, uri, url, canonical, oid, uuid. */
final class TokenWriter implements ValueWriter {

    /** The characters of ids. */
    private static final boolean[] ID = idCharacters();

    private final String type;
    private final Predicate<String> form;
    private final String rule;

    private TokenWriter(String type, Predicate<String> form, String rule) {
        this.type = type;
        this.form = form;
        this.rule = rule;
    }

    static ValueWriter id() {
        return new TokenWriter("id", TokenWriter::isId, "1 to 64 letters, digits, '-' and '.'");
    }

    static ValueWriter uri(String type) {
        return new TokenWriter(type, TokenWriter::hasNoSpace, "text without white space");
    }

    static ValueWriter oid() {
        return new TokenWriter("oid", TokenWriter::isOid, "'urn:oid:' and numbers with dots between them");
    }

    static ValueWriter uuid() {
        return new TokenWriter("uuid", TokenWriter::isUuid, "'urn:uuid:' and a UUID in lower case");
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        String text = Kinds.text(value, type).strip();
        if (text.isEmpty()) {
            return false;
        }
        if (!form.test(text)) {
            throw new Unfit(Kinds.of(value) + " is not of the form of " + type + ": " + rule);
        }
        out.text(text);
        return true;
    }

    /** Whether the text may be the id of a resource. */
    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ID.length || !ID[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] idCharacters() {
        boolean[] id = new boolean[0x80];
        Arrays.fill(id, 'a', 'z' + 1, true);
        Arrays.fill(id, 'A', 'Z' + 1, true);
        Arrays.fill(id, '0', '9' + 1, true);
        id['-'] = true;
        id['.'] = true;
        return id;
    }

    private static boolean hasNoSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOid(String text) {
        String[] arcs = text.startsWith("urn:oid:") ? text.substring(8).split("\\.", -1) : new String[0];
        if (arcs.length < 2 || !(arcs[0].equals("0") || arcs[0].equals("1") || arcs[0].equals("2"))) {
            return false;
        }
        for (String arc : arcs) {
            boolean number = !arc.isEmpty() && arc.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number || (arc.length() > 1 && arc.charAt(0) == '0')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUuid(String text) {
        if (!text.startsWith("urn:uuid:") || text.length() != 45) {
            return false;
        }
        for (int i = 9; i < 45; i++) {
            char c = text.charAt(i);
            boolean dash = i == 17 || i == 22 || i == 27 || i == 32;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }
}
