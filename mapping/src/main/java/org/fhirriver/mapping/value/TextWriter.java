package org.fhirriver.mapping.value;

/** Writes string and markdown: white space at the ends is dropped, blank text is nothing. */
final class TextWriter implements ValueWriter {

    /** FHIR: strings shall not exceed 1 MB. */
    private static final int LONGEST = 1024 * 1024;

    private final String type;
    private final boolean markdown;

    TextWriter(String type) {
        this.type = type;
        this.markdown = type.equals("markdown");
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        String raw = Kinds.text(value, type);
        // Spaces at the beginning of markdown mean something.
        String text = markdown ? raw.stripTrailing() : raw.strip();
        if (text.isEmpty()) {
            return false;
        }
        if (text.length() > LONGEST) {
            throw new Unfit("text is longer than the 1 MB that a " + type + " may have");
        }
        out.text(text);
        return true;
    }
}
