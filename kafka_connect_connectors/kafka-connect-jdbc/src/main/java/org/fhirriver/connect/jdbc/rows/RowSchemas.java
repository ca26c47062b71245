package org.fhirriver.connect.jdbc.rows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of the rows of one table.
 *
 * <p>There is one, unless a NUMERIC column has no scale of its own: Connect's decimals have theirs in the schema, so
 * rows whose values differ in it have different schemas.
 */
final class RowSchemas {

    private static final int MOST = 256;

    private final String name;
    private final List<Column> columns;
    private final int[] decimals;
    private final int[] scales;
    private final Map<List<Integer>, Schema> byScales = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Integer>, Schema> eldest) {
            return size() > MOST;
        }
    };
    private Schema last;

    RowSchemas(String name, List<Column> columns) {
        this.name = name;
        this.columns = columns;
        this.decimals = columns.stream()
                .filter(column -> Decimal.LOGICAL_NAME.equals(column.schema().name()))
                .mapToInt(column -> column.number() - 1)
                .toArray();
        this.scales = new int[decimals.length];
        for (int i = 0; i < decimals.length; i++) {
            Schema decimal = columns.get(decimals[i]).schema();
            scales[i] = Integer.parseInt(decimal.parameters().get(Decimal.SCALE_FIELD));
        }
        this.last = schema();
    }

    /** The schema for a row's values, which may be used for the next row too when nothing differs. */
    Schema of(@Nullable Object[] values) {
        boolean same = true;
        for (int i = 0; i < decimals.length; i++) {
            if (values[decimals[i]] instanceof BigDecimal decimal && decimal.scale() != scales[i]) {
                scales[i] = decimal.scale();
                same = false;
            }
        }
        if (!same) {
            last = byScales.computeIfAbsent(boxedScales(), key -> schema());
        }
        return last;
    }

    private List<Integer> boxedScales() {
        var boxed = new ArrayList<Integer>(scales.length);
        for (int scale : scales) {
            boxed.add(scale);
        }
        return boxed;
    }

    private Schema schema() {
        SchemaBuilder builder = SchemaBuilder.struct().name(name);
        int next = 0;
        for (Column column : columns) {
            boolean decimal = next < decimals.length && decimals[next] == column.number() - 1;
            Schema schema = decimal ? Decimal.builder(scales[next++]).optional().build() : column.schema();
            builder.field(column.name(), schema);
        }
        return builder.build();
    }
}
