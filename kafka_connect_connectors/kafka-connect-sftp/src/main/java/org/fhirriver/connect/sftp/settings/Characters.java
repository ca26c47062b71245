package org.fhirriver.connect.sftp.settings;

/** Reads a key whose value is one character: as it is, as an escape like {@code \t}, or by its number. */
final class Characters {

    private static final int LAST_ASCII = 127;

    private Characters() {}

    /** The character; 0 when there is none. */
    static char read(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.equals("\\t")) {
            return '\t';
        }
        char read = isNumber(text) ? (char) Integer.parseInt(text) : text.charAt(0);
        if ((text.length() > 1 && !isNumber(text)) || read > LAST_ASCII || read == '\n' || read == '\r') {
            throw new IllegalArgumentException("'" + text + "' is not one ASCII character, nor the number of one");
        }
        return read;
    }

    private static boolean isNumber(String text) {
        return text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
