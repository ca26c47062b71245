package org.fhirriver.benchmarks.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import org.fhirriver.messages.FhirId;
import org.jspecify.annotations.Nullable;

/** {@code bench-labs} by hand. */
final class LabByHand extends ByHand {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final String LOINC = "http://loinc.org";
    private static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    private record Code(String code, String display) {}

    private static final Map<String, Code> ITEMS = Map.of(
            "50912", new Code("2160-0", "Creatinine [Mass/volume] in Serum or Plasma"),
            "50931", new Code("2345-7", "Glucose [Mass/volume] in Serum or Plasma"),
            "50971", new Code("2823-3", "Potassium [Moles/volume] in Serum or Plasma"),
            "50983", new Code("2951-2", "Sodium [Moles/volume] in Serum or Plasma"),
            "51222", new Code("718-7", "Hemoglobin [Mass/volume] in Blood"),
            "51301", new Code("6690-2", "Leukocytes [#/volume] in Blood by Automated count"));
    private static final Map<String, String> UNITS =
            Map.of("mg/dL", "mg/dL", "mEq/L", "meq/L", "g/dL", "g/dL", "K/uL", "10*3/uL");
    private static final Map<String, Code> FLAGS =
            Map.of("abnormal", new Code("A", "Abnormal"), "delta", new Code("D", "Significant change down"));

    private @Nullable String id;
    private @Nullable String patient;
    private @Nullable String stay;
    private @Nullable String item;
    private @Nullable String itemName;
    private @Nullable String taken;
    private @Nullable String number;
    private @Nullable String unit;
    private @Nullable String flag;

    @Override
    void read(JsonParser in) throws IOException {
        flag = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            switch (in.currentName()) {
                case "row_id" -> id = text(in);
                case "patient_id" -> patient = text(in);
                case "stay_id" -> stay = text(in);
                case "item_id" -> item = text(in);
                case "item" -> itemName = text(in);
                case "taken" -> taken = text(in);
                case "number" -> number = text(in);
                case "unit" -> unit = text(in);
                case "flag" -> flag = text(in);
                default -> in.nextToken();
            }
        }
    }

    @Override
    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("resourceType", "Observation");
        out.writeStringField("id", FhirId.of(SYSTEM, "bench-labs", "Observation", String.valueOf(id)));
        out.writeStringField("status", "final");
        out.writeArrayFieldStart("category");
        out.writeStartObject();
        out.writeArrayFieldStart("coding");
        out.writeStartObject();
        out.writeStringField("system", "http://terminology.hl7.org/CodeSystem/observation-category");
        out.writeStringField("code", "laboratory");
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndArray();
        out.writeObjectFieldStart("code");
        coding(out, LOINC, Objects.requireNonNull(ITEMS.get(item)));
        field(out, "text", itemName);
        out.writeEndObject();
        reference(out, "subject", "Patient", "bench-patients", patient);
        reference(out, "encounter", "Encounter", "bench-stays", stay);
        out.writeStringField(
                "effectiveDateTime",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        LocalDateTime.parse(Objects.requireNonNull(taken)).atZone(ZONE)));
        out.writeObjectFieldStart("valueQuantity");
        out.writeFieldName("value");
        out.writeNumber(number);
        field(out, "unit", unit);
        out.writeStringField("system", "http://unitsofmeasure.org");
        out.writeStringField("code", UNITS.get(unit));
        out.writeEndObject();
        if (flag != null) {
            out.writeArrayFieldStart("interpretation");
            out.writeStartObject();
            coding(out, INTERPRETATION, Objects.requireNonNull(FLAGS.get(flag)));
            out.writeEndObject();
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void coding(JsonGenerator out, String system, Code code) throws IOException {
        out.writeArrayFieldStart("coding");
        out.writeStartObject();
        out.writeStringField("system", system);
        out.writeStringField("code", code.code());
        out.writeStringField("display", code.display());
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void reference(JsonGenerator out, String element, String type, String pipeline, @Nullable String key)
            throws IOException {
        out.writeObjectFieldStart(element);
        out.writeStringField("reference", type + "/" + FhirId.of(SYSTEM, pipeline, type, String.valueOf(key)));
        out.writeEndObject();
    }
}
