package org.fhirriver.connect.kit.keys;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/**
 * The text of a record's key: that of its only column, or a JSON array of the texts of several.
 *
 * <p>Equal keys have equal text whoever delivers the record, for computed ids depend on it.
 */
public final class RecordKeyText {

    private RecordKeyText() {}

    /**
     * The key of a record.
     *
     * @param texts the canonical texts of the key's columns, in the key's order; at least one
     */
    public static String of(List<String> texts) {
        if (texts.size() == 1) {
            return texts.get(0);
        }
        var array = new StringBuilder("[");
        for (String text : texts) {
            array.append(array.length() > 1 ? ",\"" : "\"");
            JsonStringEncoder.getInstance().quoteAsString(text, array);
            array.append('"');
        }
        return array.append(']').toString();
    }
}
