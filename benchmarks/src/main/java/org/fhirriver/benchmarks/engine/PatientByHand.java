package org.fhirriver.benchmarks.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.fhirriver.messages.FhirId;
import org.jspecify.annotations.Nullable;

/** {@code bench-patients} by hand. */
final class PatientByHand extends ByHand {

    private @Nullable String id;
    private @Nullable String family;
    private @Nullable String given;
    private @Nullable String gender;
    private @Nullable String birthDate;
    private @Nullable String phone;
    private @Nullable String street;
    private @Nullable String city;
    private @Nullable String zip;

    @Override
    void read(JsonParser in) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            switch (in.currentName()) {
                case "patient_id" -> id = text(in);
                case "family" -> family = text(in);
                case "given" -> given = text(in);
                case "gender" -> gender = text(in);
                case "birth_date" -> birthDate = text(in);
                case "phone" -> phone = text(in);
                case "street" -> street = text(in);
                case "city" -> city = text(in);
                case "zip" -> zip = text(in);
                default -> in.nextToken();
            }
        }
    }

    @Override
    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("resourceType", "Patient");
        out.writeStringField("id", FhirId.of(SYSTEM, "bench-patients", "Patient", String.valueOf(id)));
        out.writeArrayFieldStart("identifier");
        out.writeStartObject();
        out.writeStringField("system", "https://bench.example/patients");
        field(out, "value", id);
        out.writeEndObject();
        out.writeEndArray();
        out.writeArrayFieldStart("name");
        out.writeStartObject();
        field(out, "family", family);
        texts(out, "given", given);
        out.writeEndObject();
        out.writeEndArray();
        out.writeArrayFieldStart("telecom");
        out.writeStartObject();
        out.writeStringField("system", "phone");
        field(out, "value", phone);
        out.writeEndObject();
        out.writeEndArray();
        out.writeStringField("gender", "F".equals(gender) ? "female" : "male");
        field(out, "birthDate", birthDate);
        out.writeArrayFieldStart("address");
        out.writeStartObject();
        texts(out, "line", street);
        field(out, "city", city);
        field(out, "postalCode", zip);
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }
}
