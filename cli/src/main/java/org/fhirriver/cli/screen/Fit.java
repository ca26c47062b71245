package org.fhirriver.cli.screen;

/** Cuts a line to a width, without counting or cutting what only colours it. */
final class Fit {

    private Fit() {}

    static String to(int width, String line) {
        var kept = new StringBuilder();
        int visible = 0;
        boolean escape = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '\u001b') {
                escape = true;
            }
            if (escape || visible < width) {
                kept.append(character);
            }
            if (escape) {
                escape = character != 'm';
            } else {
                visible++;
            }
        }
        return kept.toString();
    }
}
