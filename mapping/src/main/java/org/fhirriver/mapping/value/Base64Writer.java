package org.fhirriver.mapping.value;

/** Writes base64Binary: text that is in base64 already, without its white space. */
final class Base64Writer implements ValueWriter {

    @Override
    public boolean write(Object value, JsonBuffer out) {
        if (!(value instanceof String text)) {
            throw Unfit.type(value, "base64Binary");
        }
        int mark = out.size();
        out.raw('"');
        int digits = 0;
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                continue;
            }
            padding += c == '=' ? 1 : 0;
            if (!isBase64(c) || (padding > 0 && c != '=') || padding > 2) {
                throw new Unfit("text is not in base64");
            }
            out.raw(c);
            digits++;
        }
        if (digits == 0) {
            out.truncate(mark);
            return false;
        }
        if (digits % 4 != 0) {
            throw new Unfit("text is not in base64: its length is not a multiple of four");
        }
        out.raw('"');
        return true;
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '=';
    }
}
