package org.fhirriver.mapping.fpml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.mapping.fpml.Directive.Kind;
import org.fhirriver.mapping.fpml.Template.Array;
import org.fhirriver.mapping.fpml.Template.Branch;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.fpml.Template.Fields.Field;
import org.fhirriver.mapping.fpml.Template.Loop;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.Template.Scoped.Assignment;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.LocatedList;
import org.fhirriver.mapping.source.LocatedMap;
import org.fhirriver.mapping.source.LocatedMap.Entry;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problems;

/** Reads the directives and expressions of a template; what an expression says is not looked at here. */
public final class TemplateParser {

    private final Problems problems;

    private TemplateParser(Problems problems) {
        this.problems = problems;
    }

    /** The template that a part of a file stands for; where there are problems, the result is of no use. */
    public static Template parse(Located source, Problems problems) {
        return new TemplateParser(problems).template(source);
    }

    private Template template(Located source) {
        return source.fold(this::object, this::list, scalar -> Markup.parse(scalar, problems));
    }

    private Template list(LocatedList list) {
        return new Array(
                list.position(), list.items().stream().map(this::template).toList());
    }

    private Template object(LocatedMap map) {
        List<Field> fields = new ArrayList<>();
        List<Directive> directives = new ArrayList<>();
        for (Entry entry : map.entries()) {
            if (Directive.looksLikeOne(entry.name())) {
                Directive.parse(entry, problems).ifPresent(directives::add);
            } else {
                fields.add(new Field(entry.key(), template(entry.value())));
            }
        }
        rejectRepeated(directives);
        Optional<Directive> loop = first(directives, Kind.FOR).or(() -> first(directives, Kind.CONTEXT));
        Template body =
                loop.map(found -> loop(found, fields, directives)).orElseGet(() -> fields(map, fields, directives));
        return first(directives, Kind.ASSIGN)
                .map(assign -> (Template) new Scoped(assignments(assign), body))
                .orElse(body);
    }

    private void rejectRepeated(List<Directive> directives) {
        Set<Kind> seen = new HashSet<>();
        for (Directive directive : directives) {
            if (!seen.add(directive.kind())) {
                problems.add(
                        directive.entry().key().position(),
                        "An object can have only one directive of this kind; put the others into '{% merge %}'");
            }
        }
    }

    private static Optional<Directive> first(List<Directive> directives, Kind kind) {
        return directives.stream().filter(d -> d.kind() == kind).findFirst();
    }

    private Template loop(Directive loop, List<Field> fields, List<Directive> directives) {
        boolean alone =
                fields.isEmpty() && directives.stream().allMatch(other -> other == loop || other.kind() == Kind.ASSIGN);
        if (!alone) {
            problems.add(
                    loop.entry().key().position(),
                    "Beside a loop there can be no other key than '{% assign %}': put it into what it repeats");
        }
        return new Loop(
                loop.expression(),
                loop.item(),
                loop.index(),
                template(loop.entry().value()));
    }

    private Template fields(LocatedMap map, List<Field> fields, List<Directive> directives) {
        List<Template> merged = new ArrayList<>();
        first(directives, Kind.MERGE).ifPresent(merge -> merged.addAll(merged(merge)));
        Optional<Branch> branch = branch(directives);
        if (branch.isPresent() && fields.isEmpty() && merged.isEmpty()) {
            return branch.get();
        }
        branch.ifPresent(found -> {
            rejectMerge(found.then(), "An '{% if %}' beside fields gives an object to merge with them");
            found.otherwise()
                    .ifPresent(other ->
                            rejectMerge(other, "An '{% else %}' beside fields gives an object to merge with them"));
            merged.add(found);
        });
        return new Fields(map.position(), fields, merged);
    }

    private List<Template> merged(Directive merge) {
        List<Template> objects = merge.entry()
                .value()
                .fold(
                        map -> List.of(object(map)),
                        list -> list.items().stream().map(this::template).toList(),
                        scalar -> List.of(Markup.parse(scalar, problems)));
        objects.forEach(object -> rejectMerge(object, "'{% merge %}' merges objects"));
        return objects;
    }

    private void rejectMerge(Template template, String message) {
        boolean scalar = template instanceof Constant constant && constant.value() != null;
        boolean list = template instanceof Array array && !array.items().isEmpty();
        if (scalar || list || template instanceof Template.Text || template instanceof Loop) {
            problems.add(template.position(), message);
        }
    }

    private Optional<Branch> branch(List<Directive> directives) {
        Optional<Directive> otherwise = first(directives, Kind.ELSE);
        Optional<Directive> condition = first(directives, Kind.IF);
        if (condition.isEmpty()) {
            otherwise.ifPresent(found ->
                    problems.add(found.entry().key().position(), "There is no '{% if %}' for this '{% else %}'"));
            return Optional.empty();
        }
        return condition.map(found -> new Branch(
                found.expression(),
                template(found.entry().value()),
                otherwise.map(other -> template(other.entry().value()))));
    }

    private List<Assignment> assignments(Directive assign) {
        return assign.entry()
                .value()
                .fold(map -> assignments(List.of(map)), list -> assignments(list.items()), this::noAssignments);
    }

    private List<Assignment> assignments(List<? extends Located> sources) {
        List<Assignment> assignments = new ArrayList<>();
        for (Located source : sources) {
            if (source instanceof LocatedMap map && map.entries().size() == 1) {
                Entry entry = map.entries().get(0);
                assignments.add(new Assignment(entry.key(), template(entry.value())));
            } else {
                problems.add(source.position(), "'{% assign %}' takes a list of objects with one name each");
            }
        }
        return assignments;
    }

    private List<Assignment> noAssignments(LocatedScalar scalar) {
        problems.add(scalar.position(), "'{% assign %}' takes a list of objects with one name each");
        return List.of();
    }
}
