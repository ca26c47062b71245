package org.fhirriver.hapi.structuremap;

import ca.uhn.fhir.parser.DataFormatException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * A record as HAPI's engine sees it: columns are properties, children are lists of records.
 *
 * <p>The engine converts little between types, so text that is a date or a time stamp in canonical form becomes one, a
 * local time stamp in the pipeline's zone.
 */
final class RecordBase extends Base {

    private static final long serialVersionUID = 1L;

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z?)");

    private final String type;
    private final transient Map<String, List<Base>> columns = new LinkedHashMap<>();

    RecordBase(String type, Map<?, ?> record, ZoneId zone) {
        this.type = type;
        record.forEach((name, value) -> columns.put(String.valueOf(name), values(String.valueOf(name), value, zone)));
    }

    private static List<Base> values(String name, @Nullable Object value, ZoneId zone) {
        List<Base> values = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> values.addAll(values(name, item, zone)));
        } else if (value instanceof Map<?, ?> map) {
            values.add(new RecordBase(name, map, zone));
        } else if (value != null) {
            values.add(primitive(value, zone));
        }
        return values;
    }

    private static Base primitive(Object value, ZoneId zone) {
        if (value instanceof Boolean flag) {
            return new BooleanType(flag);
        }
        if (value instanceof Integer number) {
            return new IntegerType(number);
        }
        if (value instanceof Number) {
            return new DecimalType(value.toString());
        }
        String text = value.toString();
        if (DATE.matcher(text).matches()) {
            return date(text);
        }
        return TIMESTAMP.matcher(text).matches() ? timestamp(text, zone) : new StringType(text);
    }

    private static Base date(String text) {
        try {
            return new DateType(text);
        } catch (IllegalArgumentException | DataFormatException e) {
            // It only looks like one.
            return new StringType(text);
        }
    }

    private static Base timestamp(String text, ZoneId zone) {
        try {
            if (text.endsWith("Z")) {
                return new DateTimeType(text);
            }
            LocalDateTime local = LocalDateTime.parse(text);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            if (offsets.isEmpty()) {
                throw new NotMappableException("a local time is in the gap that daylight saving leaves");
            }
            return new DateTimeType(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atOffset(offsets.get(0))));
        } catch (DateTimeParseException | IllegalArgumentException | DataFormatException e) {
            // It only looks like one.
            return new StringType(text);
        }
    }

    @Override
    public String fhirType() {
        return type;
    }

    @Override
    protected void listChildren(List<Property> result) {
        columns.forEach((name, values) -> result.add(new Property(name, "*", "", 0, Integer.MAX_VALUE, values)));
    }

    @Override
    public Base[] getProperty(int hash, String name, boolean checkValid) {
        return columns.getOrDefault(name, List.of()).toArray(new Base[0]);
    }

    @Override
    public boolean isEmpty() {
        return columns.isEmpty();
    }

    @Override
    public @Nullable String getIdBase() {
        return null;
    }

    @Override
    public void setIdBase(String value) {
        throw new UnsupportedOperationException("A map does not write to its source");
    }

    @Override
    public Base copy() {
        return this;
    }

    /** HAPI puts this into its messages: no value may stand in it. */
    @Override
    public String toString() {
        return type;
    }
}
