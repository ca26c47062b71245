package org.fhirriver.mapping.functions;

import org.fhirriver.fhirpath.value.Steps;

/** A text that counts how often it is looked at: a pattern that backtracks without end runs out of steps. */
record CountedText(String text, Steps steps) implements CharSequence {

    private static final int LOOKS_PER_STEP = 16;

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (index % LOOKS_PER_STEP == 0) {
            steps.take();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
