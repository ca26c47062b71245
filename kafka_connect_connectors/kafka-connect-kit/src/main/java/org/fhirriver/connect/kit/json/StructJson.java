package org.fhirriver.connect.kit.json;

import com.fasterxml.jackson.core.io.SerializedString;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** How the rows of one schema are written: what is known before the first row is found out once. */
final class StructJson {

    private final List<Member> members;

    private StructJson(List<Member> members) {
        this.members = List.copyOf(members);
    }

    /** Writes a value that is there. */
    private interface Writer {
        void write(Object value, JsonBuffer to);
    }

    /**
     * A member of the JSON object.
     *
     * @param name with the comma before it, its quotes and the colon behind it
     */
    private record Member(Field field, byte[] name, Writer writer, boolean optional) {}

    /** The rows of a schema; empty for a schema with values in values, or with values that stand for missing ones. */
    static Optional<StructJson> of(Schema schema, boolean decimalsAreNumbers) {
        List<Member> members = new ArrayList<>();
        for (Field field : schema.fields()) {
            Optional<Writer> writer = writer(field.schema(), decimalsAreNumbers);
            if (writer.isEmpty() || field.schema().defaultValue() != null) {
                return Optional.empty();
            }
            String quoted = '"' + new String(new SerializedString(field.name()).asQuotedChars()) + '"';
            byte[] name = JsonBuffer.utf8((members.isEmpty() ? "" : ",") + quoted + ":");
            members.add(new Member(field, name, writer.get(), field.schema().isOptional()));
        }
        return Optional.of(new StructJson(members));
    }

    private static Optional<Writer> writer(Schema schema, boolean decimalsAreNumbers) {
        String logical = schema.name() == null ? "" : schema.name();
        return switch (logical) {
            case Decimal.LOGICAL_NAME ->
                Optional.of(
                        decimalsAreNumbers
                                ? (value, to) -> to.ascii(((BigDecimal) value).toString())
                                : (value, to) -> to.base64(Decimal.fromLogical(schema, (BigDecimal) value)));
            case Date.LOGICAL_NAME ->
                Optional.of((value, to) -> to.number(Date.fromLogical(schema, (java.util.Date) value)));
            case Time.LOGICAL_NAME ->
                Optional.of((value, to) -> to.number(Time.fromLogical(schema, (java.util.Date) value)));
            case Timestamp.LOGICAL_NAME ->
                Optional.of((value, to) -> to.number(Timestamp.fromLogical(schema, (java.util.Date) value)));
            default -> plain(schema.type());
        };
    }

    private static Optional<Writer> plain(Schema.Type type) {
        return switch (type) {
            case INT8, INT16, INT32, INT64 -> Optional.of((value, to) -> to.number(((Number) value).longValue()));
            case FLOAT32 -> Optional.of((value, to) -> to.floating(value.toString(), Float.isFinite((Float) value)));
            case FLOAT64 -> Optional.of((value, to) -> to.floating(value.toString(), Double.isFinite((Double) value)));
            case BOOLEAN -> Optional.of((value, to) -> to.ascii(value.toString()));
            case STRING -> Optional.of((value, to) -> to.text((String) value));
            case BYTES ->
                Optional.of((value, to) -> to.base64(value instanceof ByteBuffer b ? rest(b) : (byte[]) value));
            case ARRAY, MAP, STRUCT -> Optional.empty();
        };
    }

    private static byte[] rest(ByteBuffer buffer) {
        byte[] rest = new byte[buffer.remaining()];
        buffer.duplicate().get(rest);
        return rest;
    }

    /** Writes a row; false when a value is missing that has to be there, and nothing of what was written counts. */
    boolean write(Struct row, JsonBuffer to) {
        to.begin('{');
        for (Member member : members) {
            @Nullable Object value = row.get(member.field());
            to.raw(member.name());
            if (value != null) {
                member.writer().write(value, to);
            } else if (member.optional()) {
                to.ascii("null");
            } else {
                return false;
            }
        }
        to.raw('}');
        return true;
    }
}
