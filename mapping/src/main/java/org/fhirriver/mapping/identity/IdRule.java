package org.fhirriver.mapping.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Usage;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.ResourceRule;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.FhirId;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/** How the id of a resource follows from its record, or from the few columns that a reference to it knows. */
public final class IdRule {

    private static final Set<String> CLOCKS = Set.of("now", "today", "timeOfDay");

    private final Pipeline pipeline;
    private final ResourceRule rule;
    private final @Nullable TemplateExpression expression;
    private final List<String> columns;
    private final FhirId.Family ids;

    private IdRule(
            Pipeline pipeline, ResourceRule rule, @Nullable TemplateExpression expression, List<String> columns) {
        this.pipeline = pipeline;
        this.rule = rule;
        this.expression = expression;
        this.columns = List.copyOf(columns);
        this.ids = new FhirId.Family(pipeline.system().name(), pipeline.name(), rule.name());
    }

    /** The rule of a resource; its {@code id} expression may call FHIRPath's own functions and those given. */
    public static IdRule of(Pipeline pipeline, ResourceRule rule, FhirPath fhirPath, Problems problems) {
        return of(pipeline, rule, new ExpressionCompiler(fhirPath), problems);
    }

    /** The rule of a resource; the compiler of its {@code id} expression notes which columns that reads. */
    public static IdRule of(Pipeline pipeline, ResourceRule rule, ExpressionCompiler expressions, Problems problems) {
        LocatedScalar id = rule.id();
        if (id == null) {
            return new IdRule(pipeline, rule, null, pipeline.key());
        }
        TemplateExpression expression =
                expressions.compile(new ExpressionText(id.text(), id, 0), Variables.none(), problems);
        Set<String> columns = new LinkedHashSet<>();
        expression.code().ifPresent(code -> {
            code.columns().stream().map(Usage::name).forEach(columns::add);
            code.functions().stream()
                    .filter(function -> CLOCKS.contains(function.name()))
                    .forEach(clock -> problems.add(
                            expression.text().position(clock.position().offset()),
                            "An id cannot depend on the time: the same record must have the same id again"));
        });
        if (columns.isEmpty() && expression.code().isPresent() && !id.text().matches("(?s).*[$%].*")) {
            problems.add(id.position(), "The id names no column, so all records would have the same one");
        }
        return new IdRule(pipeline, rule, expression, new ArrayList<>(columns));
    }

    /** The columns that the id follows from: the arguments that {@code reference()} takes, in this order. */
    public List<String> columns() {
        return columns;
    }

    /** Whether the ids are computed, and so of the form that FHIR wants, rather than what an expression gives. */
    public boolean isComputed() {
        return expression == null;
    }

    public String resourceType() {
        return rule.resourceType();
    }

    /** The id for values of the columns, in their order; empty when it cannot be told from them. */
    public Optional<String> id(List<?> values) {
        if (expression == null) {
            return values.stream().anyMatch(Objects::isNull) ? Optional.empty() : Optional.of(computed(values));
        }
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            record.put(columns.get(i), values.get(i));
        }
        return evaluated(Evaluation.of(record).at(Instant.EPOCH, pipeline.zone()));
    }

    /** The id of the resource of a record; empty when a part of the key is missing. */
    public Optional<String> id(Map<String, ?> record, Evaluation evaluation) {
        if (expression != null) {
            return evaluated(evaluation);
        }
        List<@Nullable Object> key = new ArrayList<>(columns.size());
        for (String column : columns) {
            Object value = record.get(column);
            if (value == null) {
                return Optional.empty();
            }
            key.add(value);
        }
        return Optional.of(computed(key));
    }

    private String computed(List<?> key) {
        return ids.of(
                key.size() == 1
                        ? RecordKey.canonical(key.get(0))
                        : RecordKey.of(key).text());
    }

    private Optional<String> evaluated(Evaluation evaluation) {
        TemplateExpression known = expression;
        Object result = known == null ? null : known.evaluate(evaluation);
        Object item = result instanceof List<?> list ? list.get(0) : result;
        return Optional.ofNullable(Items.value(item)).map(Object::toString);
    }
}
