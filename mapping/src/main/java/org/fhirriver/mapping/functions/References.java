package org.fhirriver.mapping.functions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.mapping.fpml.TemplateException;
import org.fhirriver.mapping.identity.IdRule;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.ResourceRule;
import org.fhirriver.mapping.pipeline.SourceSystem;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.record.KeyPart;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.value.ComputedReference;
import org.fhirriver.mapping.value.ValueWriters;
import org.fhirriver.messages.DidYouMean;
import org.jspecify.annotations.Nullable;

/**
 * {@code reference(pipeline, key…)} and {@code id(pipeline, key…)}: computed from the key of the record that the other
 * resource is mapped from, without looking at it.
 */
public final class References {

    private final Workspace workspace;
    private final Function<SourceSystem, FhirPath> idFunctions;

    References(Workspace workspace, Function<SourceSystem, FhirPath> idFunctions) {
        this.workspace = workspace;
        this.idFunctions = idFunctions;
    }

    List<CustomFunction> all() {
        return List.of(
                new Definition("reference", 2, Integer.MAX_VALUE, this::reference),
                new Definition("id", 2, Integer.MAX_VALUE, this::id));
    }

    /** The type of resource that {@code 'pipeline'} or {@code 'pipeline/Resource'} stands for, where there is one. */
    public Optional<String> resourceType(String target) {
        int slash = target.indexOf('/');
        String pipeline = slash < 0 ? target : target.substring(0, slash);
        return workspace
                .definition(pipeline)
                .flatMap(found -> slash < 0
                        ? found.resources().stream().findFirst()
                        : found.resource(target.substring(slash + 1)))
                .map(ResourceRule::resourceType);
    }

    private CustomFunction.Body reference(Call call) {
        Target target = target(call);
        String type = target.rule().resourceType();
        return (evaluation, input, arguments) -> {
            String id = target.id(arguments);
            return id == null ? null : new ComputedReference(type, id);
        };
    }

    private CustomFunction.Body id(Call call) {
        Target target = target(call);
        return (evaluation, input, arguments) -> target.id(arguments);
    }

    private Target target(Call call) {
        String name = call.name(0, "The pipeline");
        int slash = name.indexOf('/');
        Pipeline pipeline = pipeline(call, slash < 0 ? name : name.substring(0, slash));
        ResourceRule rule = slash < 0 ? first(call, pipeline) : named(call, pipeline, name.substring(slash + 1));
        IdRule ids = ids(call, pipeline, rule);
        if (call.count() - 1 != ids.columns().size()) {
            throw call.problem("The id of '" + name + "' follows from " + String.join(", ", ids.columns()) + ": "
                    + ids.columns().size() + " values after the name, not " + (call.count() - 1));
        }
        List<Optional<ColumnType>> types = ids.columns().stream()
                .map(column ->
                        Optional.ofNullable(pipeline.extraction().columns().get(column)))
                .toList();
        return new Target(rule, ids, types);
    }

    private Pipeline pipeline(Call call, String name) {
        return workspace.definition(name).orElseThrow(() -> {
            if (workspace.broken().contains(name)) {
                return call.problem(0, "The pipeline '" + name + "' has problems of its own");
            }
            Set<String> known = new HashSet<>(workspace.pipelines().keySet());
            known.addAll(workspace.partial().keySet());
            return call.problem(0, "There is no pipeline '" + name + "'" + DidYouMean.hint(name, known));
        });
    }

    private static ResourceRule first(Call call, Pipeline pipeline) {
        return pipeline.resources().stream()
                .findFirst()
                .orElseThrow(() -> call.problem(
                        0, "The pipeline '" + pipeline.name() + "' has no resource whose id could be computed"));
    }

    private static ResourceRule named(Call call, Pipeline pipeline, String name) {
        List<String> known =
                pipeline.resources().stream().map(ResourceRule::name).toList();
        return pipeline.resource(name)
                .orElseThrow(() -> call.problem(
                        0,
                        "The pipeline '" + pipeline.name() + "' has no resource '" + name + "'"
                                + DidYouMean.hint(name, known)));
    }

    private IdRule ids(Call call, Pipeline pipeline, ResourceRule rule) {
        Problems problems = new Problems();
        IdRule ids = IdRule.of(pipeline, rule, idFunctions.apply(pipeline.system()), problems);
        if (!problems.isEmpty()) {
            throw call.problem(0, "The id rule of '" + pipeline.name() + "' has problems of its own");
        }
        return ids;
    }

    /** Another resource, and the declared types of the columns that its id follows from. */
    private record Target(ResourceRule rule, IdRule ids, List<Optional<ColumnType>> types) {

        /** The id; null when a part of the key is. */
        @Nullable String id(@Nullable Object[] arguments) {
            List<Object> values = new ArrayList<>(arguments.length - 1);
            for (int i = 1; i < arguments.length; i++) {
                Object value = Items.value(Items.single(arguments[i], "A part of the key"));
                if (value == null || (value instanceof String text && text.isBlank())) {
                    return null;
                }
                values.add(part(value, types.get(i - 1)));
            }
            return checked(values);
        }

        private String checked(List<Object> values) {
            try {
                String id = ids.id(values)
                        .orElseThrow(() -> new ValueProblem("The id rule gives no id for the key that is referred to"));
                if (ids.isComputed() || ValueWriters.isId(id)) {
                    return id;
                }
                throw new ValueProblem("The id rule gives a text that is not of the form of id: 1 to 64 letters,"
                        + " digits, '-' and '.'");
            } catch (TemplateException e) {
                throw new ValueProblem(String.valueOf(e.getMessage()));
            }
        }

        private static Object part(Object value, Optional<ColumnType> type) {
            Object scalar = value instanceof Number || value instanceof Boolean
                    ? value
                    : String.valueOf(Texts.ofItem(value, "A part of the key"));
            if (scalar instanceof BigDecimal decimal) {
                Numbers.checked(decimal);
            }
            return type.isEmpty()
                    ? scalar
                    : KeyPart.of(type.get(), scalar)
                            .orElseThrow(() -> new ValueProblem("A part of the key is not of the type that the"
                                    + " column is declared with: " + type.get().label()));
        }
    }
}
