package org.fhirriver.mapping.schema;

import static org.fhirriver.mapping.schema.Parts.map;
import static org.fhirriver.mapping.schema.Parts.object;
import static org.fhirriver.mapping.schema.Parts.text;

import java.util.List;
import java.util.Map;

/** The schema of a {@code source.yaml}. */
final class SourceSchema {

    private SourceSchema() {}

    static Map<String, Object> build() {
        Map<String, Object> schema =
                map("$schema", "http://json-schema.org/draft-07/schema#", "title", "A source system of FHIR River");
        schema.putAll(object(
                "A system that records come from.",
                List.of(),
                map(
                        "name", text("The system's name, part of every computed id; the folder's name by default."),
                        "timezone", text("What local times are in, as in Europe/Berlin."),
                        "database", database())));
        return schema;
    }

    private static Map<String, Object> database() {
        return object(
                "The SQL database. Values may hold ${VARIABLE}, ${VARIABLE:-default} and ${file:/path}.",
                List.of("url"),
                map(
                        "url", text("The JDBC URL."),
                        "user", text("The user."),
                        "password", text("The password: ${VARIABLE} or ${file:/path}, never the password itself.")));
    }
}
