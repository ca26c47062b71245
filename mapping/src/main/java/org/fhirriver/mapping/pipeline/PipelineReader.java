package org.fhirriver.mapping.pipeline;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.LocatedList;
import org.fhirriver.mapping.source.LocatedMap;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;
import org.jspecify.annotations.Nullable;

/** Reads one pipeline file. */
final class PipelineReader {

    private final Path file;
    private final SourceSystem system;
    private final Map<String, String> environment;
    private final Problems problems;

    PipelineReader(Path file, SourceSystem system, Map<String, String> environment, Problems problems) {
        this.file = file;
        this.system = system;
        this.environment = environment;
        this.problems = problems;
    }

    /** The pipeline as far as it can be understood; empty when the file has no such form at all. */
    Optional<Pipeline> read() {
        return Documents.read(file, problems)
                .flatMap(root -> Fields.of(root, "a pipeline", problems))
                .map(this::pipeline);
    }

    private Pipeline pipeline(Fields fields) {
        Optional<LocatedScalar> name = fields.requiredText("name", "name: " + system.name() + "-patients");
        name.ifPresent(text -> PipelineName.check(text, problems));
        List<ColumnName> columnNames = new ArrayList<>();
        List<String> key = key(fields, columnNames);
        ExtractionReader reader = new ExtractionReader(system, key, columnNames, problems);
        Extraction extraction = fields.any("extract")
                .flatMap(value -> Fields.of(value, "extract", problems))
                .map(reader::read)
                .orElseGet(() -> reader.none(fields.position()));
        ZoneId zone = zone(fields);
        @Nullable Path hook = fields.text("hook").flatMap(this::hook).orElse(null);
        Validation validation =
                fields.text("validate").flatMap(this::validation).orElse(Validation.OFF);
        @Nullable OtherMapping other = fields.any("map")
                .flatMap(value -> Fields.of(value, "map", problems))
                .flatMap(map -> new OtherMappingReader(system.folder(), environment, problems).read(map))
                .orElse(null);
        List<ResourceRule> resources = resources(fields);
        if (fields.any("resources").isEmpty()
                && hook == null
                && fields.any("map").isEmpty()) {
            fields.missing("resources", "resources: [{template: {resourceType: Patient}}]");
        }
        fields.finish();
        Position position = name.map(LocatedScalar::position).orElse(fields.position());
        return new Pipeline(
                name.map(LocatedScalar::text).orElse(""),
                system,
                key,
                columnNames,
                extraction,
                zone,
                hook,
                validation,
                other,
                resources,
                file,
                position);
    }

    private List<String> key(Fields fields, List<ColumnName> columnNames) {
        List<LocatedScalar> columns = fields.texts("key");
        if (fields.any("key").isEmpty()) {
            fields.missing("key", "key: [patient_id]");
        }
        Set<String> seen = new HashSet<>();
        for (LocatedScalar column : columns) {
            columnNames.add(new ColumnName(column.text(), column.position()));
            if (!seen.add(column.text())) {
                problems.add(column.position(), "the key names '" + column + "' twice");
            }
        }
        return ExtractionReader.names(columns);
    }

    private ZoneId zone(Fields fields) {
        Optional<LocatedScalar> own = fields.text("timezone");
        if (own.isPresent()) {
            return SourceSystemReader.zone(own.get(), problems).orElse(ZoneOffset.UTC);
        }
        if (system.zone() != null) {
            return system.zone();
        }
        problems.add(
                fields.position(),
                "no time zone: say in the source.yaml or here what local times are in, as in timezone: Europe/Berlin");
        return ZoneOffset.UTC;
    }

    private Optional<Path> hook(LocatedScalar text) {
        try {
            Path path = system.folder().resolve(text.text());
            if (Files.isRegularFile(path) && path.toString().endsWith(".java")) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            // Reported below, as a file that is not there.
        }
        problems.add(text.position(), "there is no Java file '" + text + "' in the folder " + system.folder());
        return Optional.empty();
    }

    private Optional<Validation> validation(LocatedScalar text) {
        Optional<Validation> mode = Validation.of(text.text());
        if (mode.isEmpty()) {
            problems.add(
                    text.position(),
                    "'validate' is one of " + String.join(", ", Validation.labels()) + ", not '" + text + "'");
        }
        return mode;
    }

    private List<ResourceRule> resources(Fields fields) {
        List<ResourceRule> rules = new ArrayList<>();
        Map<String, ResourceRule> byName = new HashMap<>();
        fields.any("resources")
                .filter(value ->
                        value instanceof LocatedList list && list.items().isEmpty())
                .ifPresent(value -> problems.add(value.position(), "'resources' names nothing"));
        for (Located item : fields.items("resources")) {
            Fields.of(item, "a resource", problems).flatMap(this::resource).ifPresent(rule -> {
                rules.add(rule);
                ResourceRule first = byName.putIfAbsent(rule.name(), rule);
                if (first != null) {
                    problems.add(
                            rule.position(),
                            "the resource in line " + first.position().line() + " is called '" + rule.name()
                                    + "' too, and both would have the same id: give one of them a 'name'");
                }
            });
        }
        return rules;
    }

    private Optional<ResourceRule> resource(Fields fields) {
        Optional<LocatedScalar> name = fields.text("name");
        @Nullable LocatedScalar id = fields.text("id").filter(this::isExpression).orElse(null);
        @Nullable LocatedScalar when = fields.text("when").filter(this::isExpression).orElse(null);
        Optional<Located> template = fields.any("template");
        if (template.isEmpty()) {
            fields.missing("template", "template: {resourceType: Patient}");
        }
        fields.finish();
        return template.flatMap(this::template)
                .flatMap(map -> resourceType(map)
                        .map(type -> new ResourceRule(
                                name.map(LocatedScalar::text).orElse(type), type, id, when, map, fields.position())));
    }

    private boolean isExpression(LocatedScalar text) {
        if (text.text().contains("{{") || text.text().contains("{[")) {
            problems.add(text.position(), "this is an expression already: leave out {{ and }}");
            return false;
        }
        return true;
    }

    private Optional<LocatedMap> template(Located value) {
        if (value instanceof LocatedMap map) {
            return Optional.of(map);
        }
        problems.add(value.position(), "a template is a map in the shape of the resource, not " + value.kind());
        return Optional.empty();
    }

    private Optional<String> resourceType(LocatedMap template) {
        Optional<Located> type = template.get("resourceType");
        if (type.isEmpty()) {
            problems.add(
                    template.position(),
                    "the template has no 'resourceType', as in resourceType: Patient"
                            + DidYouMean.nearest("resourceType", template.keys())
                                    .map(wrong -> "; is '" + wrong + "' meant to be it?")
                                    .orElse(""));
            return Optional.empty();
        }
        boolean constant = type.get() instanceof LocatedScalar text
                && text.isText()
                && !text.text().contains("{");
        if (!constant) {
            problems.add(type.get().position(), "'resourceType' is the name of a type, written out, not computed");
            return Optional.empty();
        }
        return type.map(value -> ((LocatedScalar) value).text());
    }
}
