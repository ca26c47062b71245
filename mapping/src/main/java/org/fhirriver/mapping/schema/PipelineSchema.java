package org.fhirriver.mapping.schema;

import static org.fhirriver.mapping.schema.Parts.anyOf;
import static org.fhirriver.mapping.schema.Parts.choice;
import static org.fhirriver.mapping.schema.Parts.map;
import static org.fhirriver.mapping.schema.Parts.named;
import static org.fhirriver.mapping.schema.Parts.names;
import static org.fhirriver.mapping.schema.Parts.object;
import static org.fhirriver.mapping.schema.Parts.ref;
import static org.fhirriver.mapping.schema.Parts.text;

import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Validation;

/** The schema of a pipeline file around its templates. */
final class PipelineSchema {

    private PipelineSchema() {}

    static Map<String, Object> build() {
        Map<String, Object> schema =
                map("$schema", "http://json-schema.org/draft-07/schema#", "title", "A pipeline of FHIR River");
        schema.putAll(object("Where records come from and what they become.", List.of("name", "key"), properties()));
        schema.put("definitions", TemplateSchema.definitions());
        return schema;
    }

    private static Map<String, Object> properties() {
        return map(
                "name", text("The topic of the records, and the name in the HTTP API; unique."),
                "key", names("The columns that tell one record from another."),
                "extract", extract(),
                "timezone", text("What local times are in, as in Europe/Berlin; by default the source's."),
                "hook", text("The Java file of a hook, as in hooks/AdmissionsHook.java."),
                "validate", choice("What HAPI's validator does; off by default.", Validation.labels()),
                "map", otherMapping(),
                "resources",
                        map(
                                "type",
                                "array",
                                "description",
                                "The resources that a record becomes.",
                                "items",
                                resource()));
    }

    private static Map<String, Object> extract() {
        return object(
                "Where records come from: a table or a query; without either, others deliver them.",
                List.of(),
                map(
                        "source", text("The system whose database is read; by default the folder's own."),
                        "table", text("A table, each row of which is a record."),
                        "sql", text("A query, each row of which is a record; without ORDER BY and ';'."),
                        "if-missing", ifMissing(),
                        "select",
                                names("The columns that the path's value of the HTTP API matches; by default the key."),
                        "columns", named("The types of columns.", choice("The column's type.", ColumnType.labels())),
                        "children", named("Rows that belong to a record, by the name they have in it.", child()),
                        "touched-by",
                                named("For change capture: tables, and how a changed row leads to the key.", touch()),
                        "due", names("The columns with the moments at which a record changes by itself.")));
    }

    /** Names of columns, a way with its kind, or several of these. */
    private static Map<String, Object> touch() {
        return anyOf(
                names("The columns that lead to the key."),
                way(),
                map("type", "array", "description", "Several ways to the key.", "minItems", 1, "items", way()));
    }

    private static Map<String, Object> way() {
        Map<String, Object> way = object(
                "One way from a changed row to the key.",
                List.of(),
                map(
                        "columns", names("The columns that lead to the key, in its order."),
                        "sql", text("A query for the keys; IN (:column) stands for a column of the changed rows."),
                        "known", text("A column of the records: those with the value that a deleted row has in it.")));
        way.put("minProperties", 1);
        way.put("maxProperties", 1);
        return way;
    }

    private static Map<String, Object> ifMissing() {
        return names("Where the database lacks a table or column of the query: none, for no rows, or other queries.");
    }

    private static Map<String, Object> child() {
        return object(
                "A query for rows that belong to a record.",
                List.of("sql", "on"),
                map(
                        "sql", text("The query."),
                        "if-missing", ifMissing(),
                        "on", names("Its columns that match the record's key."),
                        "parent", names("The record's columns that they match, when it is not the key."),
                        "order", text("The rows' order, as in SQL.")));
    }

    private static Map<String, Object> otherMapping() {
        Map<String, Object> call = object(
                "A server that maps.",
                List.of("url"),
                map(
                        "url", text("Where records are posted to."),
                        "structure-map", text("The canonical URL of the StructureMap that $transform runs."),
                        "timeout", text("How long an answer may take, as in 500ms or 5s."),
                        "concurrency", map("type", "integer", "minimum", 1, "maximum", 64),
                        "headers", named("What is sent with every call.", map("type", "string"))));
        return object(
                "Another way to map.",
                List.of(),
                map("structure-map", text("A StructureMap's file (.map or .json)."), "call", call));
    }

    private static Map<String, Object> resource() {
        return object(
                "One resource that a record becomes.",
                List.of("template"),
                map(
                        "name", text("Part of the computed id; by default the resource type."),
                        "id", text("The id, as FHIRPath; by default it is computed from the key."),
                        "when",
                                anyOf(
                                        text(
                                                "When the resource exists, as FHIRPath; it is deleted when this is not true."),
                                        map("type", "boolean")),
                        "template", ref("resource")));
    }
}
