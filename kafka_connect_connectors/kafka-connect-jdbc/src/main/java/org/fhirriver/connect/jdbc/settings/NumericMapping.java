package org.fhirriver.connect.jdbc.settings;

/** What becomes of NUMERIC and DECIMAL columns. */
public enum NumericMapping {
    NONE("none"),
    PRECISION_ONLY("precision_only"),
    BEST_FIT("best_fit"),
    BEST_FIT_EAGER_DOUBLE("best_fit_eager_double");

    private final String text;

    NumericMapping(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
