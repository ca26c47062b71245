package org.fhirriver.fhirpath.functions;

/** Text within a JSON string. */
final class JsonText {

    private static final String PLAIN = "\"\\\n\r\t\f\b";
    private static final String ESCAPED = "\"\\nrtfb";

    private JsonText() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = PLAIN.indexOf(c);
            if (known >= 0) {
                escaped.append('\\').append(ESCAPED.charAt(known));
            } else if (c < ' ') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            int known = ESCAPED.indexOf(next);
            if (next == 'u' && isHex(text, i + 1)) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append(known >= 0 ? PLAIN.charAt(known) : next);
            }
        }
        return plain.toString();
    }

    private static boolean isHex(String text, int from) {
        if (from + 4 > text.length()) {
            return false;
        }
        for (int i = from; i < from + 4; i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
