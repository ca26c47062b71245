package org.fhirriver.cli.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fhirriver.cli.json.PlainJson;
import org.fhirriver.cli.screen.Look;
import org.jspecify.annotations.Nullable;

/**
 * A record as lines of names and values, the rows of children below their names.
 *
 * @param look what the screen can show
 */
record RecordText(Look look) {

    List<String> of(Map<String, @Nullable Object> record) {
        List<String> lines = new ArrayList<>();
        add(lines, "", record);
        return lines;
    }

    private void add(List<String> lines, String indent, Map<?, ?> columns) {
        int width = columns.keySet().stream()
                .mapToInt(name -> String.valueOf(name).length())
                .max()
                .orElse(0);
        columns.forEach((name, value) -> {
            String padded =
                    indent + name + " ".repeat(width - String.valueOf(name).length());
            if (value instanceof List<?> rows && rows.stream().allMatch(Map.class::isInstance)) {
                lines.add(padded + "  " + look.faint(rows.size() == 1 ? "1 row" : rows.size() + " rows"));
                for (Object row : rows) {
                    lines.add(indent + "  -");
                    add(lines, indent + "    ", (Map<?, ?>) row);
                }
            } else {
                lines.add(padded + "  " + value(value));
            }
        });
    }

    private String value(@Nullable Object value) {
        if (value instanceof String text) {
            return look.good(text.replaceAll("\\R", " "));
        }
        return value == null ? look.faint("null") : look.warning(PlainJson.compact(value));
    }
}
