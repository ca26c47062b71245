package org.fhirriver.benchmarks.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fhirriver.messages.FhirId;
import org.jspecify.annotations.Nullable;

/** {@code bench-people} by hand. */
final class PersonByHand extends ByHand {

    private static final Map<String, String> MARITAL = Map.of("M", "Married", "S", "Never Married", "W", "Widowed");

    private record Name(
            @Nullable String family,
            @Nullable String given,
            @Nullable String middle,
            @Nullable String prefix,
            boolean preferred) {}

    private record Identifier(
            @Nullable String type, @Nullable String value) {}

    private record Address(
            @Nullable String street,
            @Nullable String city,
            @Nullable String district,
            @Nullable String state,
            @Nullable String zip,
            @Nullable String country) {}

    private record Contact(
            @Nullable String family,
            @Nullable String given,
            @Nullable String phone) {}

    private final List<Name> names = new ArrayList<>();
    private final List<Identifier> identifiers = new ArrayList<>();
    private final List<Address> addresses = new ArrayList<>();
    private final List<Contact> contacts = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String gender;
    private @Nullable String birthDate;
    private @Nullable String married;
    private @Nullable String phone;
    private @Nullable String mobile;
    private @Nullable String email;
    private @Nullable String practice;
    private @Nullable String language;

    @Override
    void read(JsonParser in) throws IOException {
        names.clear();
        identifiers.clear();
        addresses.clear();
        contacts.clear();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            switch (in.currentName()) {
                case "person_id" -> id = text(in);
                case "gender" -> gender = text(in);
                case "birth_date" -> birthDate = text(in);
                case "married" -> married = text(in);
                case "phone" -> phone = text(in);
                case "mobile" -> mobile = text(in);
                case "email" -> email = text(in);
                case "practice" -> practice = text(in);
                case "language" -> language = text(in);
                case "names" -> children(in, this::readName);
                case "identifiers" -> children(in, this::readIdentifier);
                case "addresses" -> children(in, this::readAddress);
                case "contacts" -> children(in, this::readContact);
                default -> in.nextToken();
            }
        }
    }

    private interface Child {
        void read(JsonParser in) throws IOException;
    }

    private static void children(JsonParser in, Child child) throws IOException {
        in.nextToken();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            child.read(in);
        }
    }

    private void readName(JsonParser in) throws IOException {
        String family = null;
        String given = null;
        String middle = null;
        String prefix = null;
        boolean preferred = false;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            switch (in.currentName()) {
                case "family" -> family = text(in);
                case "given" -> given = text(in);
                case "middle" -> middle = text(in);
                case "prefix" -> prefix = text(in);
                case "preferred" -> preferred = in.nextToken() == JsonToken.VALUE_TRUE;
                default -> in.nextToken();
            }
        }
        names.add(new Name(family, given, middle, prefix, preferred));
    }

    private void readIdentifier(JsonParser in) throws IOException {
        String type = null;
        String value = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            switch (in.currentName()) {
                case "type" -> type = text(in);
                case "value" -> value = text(in);
                default -> in.nextToken();
            }
        }
        identifiers.add(new Identifier(type, value));
    }

    private void readAddress(JsonParser in) throws IOException {
        String street = null;
        String city = null;
        String district = null;
        String state = null;
        String zip = null;
        String country = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            switch (in.currentName()) {
                case "street" -> street = text(in);
                case "city" -> city = text(in);
                case "district" -> district = text(in);
                case "state" -> state = text(in);
                case "zip" -> zip = text(in);
                case "country" -> country = text(in);
                default -> in.nextToken();
            }
        }
        addresses.add(new Address(street, city, district, state, zip, country));
    }

    private void readContact(JsonParser in) throws IOException {
        String family = null;
        String given = null;
        String number = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            switch (in.currentName()) {
                case "family" -> family = text(in);
                case "given" -> given = text(in);
                case "phone" -> number = text(in);
                default -> in.nextToken();
            }
        }
        contacts.add(new Contact(family, given, number));
    }

    @Override
    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("resourceType", "Patient");
        out.writeStringField("id", FhirId.of(SYSTEM, "bench-people", "Patient", String.valueOf(id)));
        out.writeArrayFieldStart("identifier");
        for (Identifier identifier : identifiers) {
            out.writeStartObject();
            out.writeStringField("use", "official");
            out.writeObjectFieldStart("type");
            field(out, "text", identifier.type());
            out.writeEndObject();
            out.writeStringField("system", "https://bench.example/ids/" + identifier.type());
            field(out, "value", identifier.value());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeBooleanField("active", true);
        out.writeArrayFieldStart("name");
        for (Name name : names) {
            out.writeStartObject();
            out.writeStringField("use", name.preferred() ? "official" : "old");
            field(out, "family", name.family());
            texts(out, "given", name.given(), name.middle());
            texts(out, "prefix", name.prefix());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("telecom");
        telecom(out, "phone", phone, "home");
        telecom(out, "phone", mobile, "mobile");
        telecom(out, "email", email, null);
        out.writeEndArray();
        out.writeStringField("gender", "F".equals(gender) ? "female" : "male");
        field(out, "birthDate", birthDate);
        out.writeArrayFieldStart("address");
        for (Address address : addresses) {
            out.writeStartObject();
            out.writeStringField("use", "home");
            texts(out, "line", address.street());
            field(out, "city", address.city());
            field(out, "district", address.district());
            field(out, "state", address.state());
            field(out, "postalCode", address.zip());
            field(out, "country", address.country());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeObjectFieldStart("maritalStatus");
        coding(
                out,
                "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus",
                married,
                MARITAL.get(Objects.requireNonNull(married)));
        out.writeEndObject();
        out.writeArrayFieldStart("contact");
        for (Contact contact : contacts) {
            out.writeStartObject();
            out.writeObjectFieldStart("name");
            field(out, "family", contact.family());
            texts(out, "given", contact.given());
            out.writeEndObject();
            out.writeArrayFieldStart("telecom");
            telecom(out, "phone", contact.phone(), null);
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("communication");
        out.writeStartObject();
        out.writeObjectFieldStart("language");
        coding(out, "urn:ietf:bcp:47", language, null);
        out.writeEndObject();
        out.writeBooleanField("preferred", true);
        out.writeEndObject();
        out.writeEndArray();
        out.writeArrayFieldStart("generalPractitioner");
        out.writeStartObject();
        field(out, "display", practice);
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void telecom(JsonGenerator out, String system, @Nullable String value, @Nullable String use)
            throws IOException {
        if (value != null) {
            out.writeStartObject();
            out.writeStringField("system", system);
            out.writeStringField("value", value);
            field(out, "use", use);
            out.writeEndObject();
        }
    }

    private static void coding(JsonGenerator out, String system, @Nullable String code, @Nullable String display)
            throws IOException {
        out.writeArrayFieldStart("coding");
        out.writeStartObject();
        out.writeStringField("system", system);
        field(out, "code", code);
        field(out, "display", display);
        out.writeEndObject();
        out.writeEndArray();
    }
}
