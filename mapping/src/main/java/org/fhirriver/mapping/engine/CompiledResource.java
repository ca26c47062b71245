package org.fhirriver.mapping.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.fpml.TemplateException;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.identity.IdRule;
import org.fhirriver.mapping.pipeline.ResourceRule;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.typed.ReferenceTypes;
import org.fhirriver.mapping.typed.Rejection;
import org.fhirriver.mapping.typed.TypedTemplate;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.ValueWriters;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/** One resource of a pipeline, compiled. */
final class CompiledResource {

    private final ResourceRule rule;
    private final IdRule id;
    private final @Nullable TemplateExpression when;
    private final TypedTemplate template;

    private CompiledResource(ResourceRule rule, IdRule id, @Nullable TemplateExpression when, TypedTemplate template) {
        this.rule = rule;
        this.id = id;
        this.when = when;
        this.template = template;
    }

    static Optional<CompiledResource> compile(
            ResourceRule rule,
            IdRule id,
            ExpressionCompiler expressions,
            ReferenceTypes referenceTypes,
            ValueWriters writers,
            Problems problems) {
        LocatedScalar condition = rule.when();
        TemplateExpression when = condition == null
                ? null
                : expressions.compile(new ExpressionText(condition.text(), condition, 0), Variables.none(), problems);
        if (when != null && when.isConstant()) {
            problems.add(
                    when.text().position(),
                    "The condition is the same for every record: the resource is always there, or always deleted");
        }
        return TypedTemplate.compile(rule.template(), writers, expressions, referenceTypes, Variables.none(), problems)
                .map(template -> new CompiledResource(rule, id, when, template));
    }

    /**
     * What becomes of the resource.
     *
     * @throws Rejection when the record cannot become it
     */
    MappedResource map(Map<String, ?> record, Evaluation evaluation, JsonBuffer out) {
        ResourceKey key = key(record, evaluation);
        if (!isThere(evaluation)) {
            return new MappedResource.Deleted(key);
        }
        out.clear();
        template.write(evaluation, key.id(), out);
        return new MappedResource.Written(key, out.toBytes());
    }

    /**
     * The type and id of the resource.
     *
     * @throws Rejection when the record has none
     */
    ResourceKey key(Map<String, ?> record, Evaluation evaluation) {
        try {
            String known = id.id(record, evaluation)
                    .orElseThrow(() -> rejection("the columns that the id follows from are empty"));
            if (!id.isComputed() && !ValueWriters.isId(known)) {
                throw rejection("the id is not of the form of id: 1 to 64 letters, digits, '-' and '.'");
            }
            return new ResourceKey(rule.resourceType(), known);
        } catch (TemplateException e) {
            throw new Rejection(rule.resourceType() + ".id", String.valueOf(e.getMessage()), e.position());
        }
    }

    /** Whether these columns are enough for the id. */
    boolean idFollowsFrom(List<String> columns) {
        return columns.containsAll(id.columns());
    }

    private boolean isThere(Evaluation evaluation) {
        TemplateExpression condition = when;
        try {
            return condition == null || condition.holds(evaluation);
        } catch (TemplateException e) {
            throw new Rejection(rule.resourceType(), String.valueOf(e.getMessage()), e.position());
        }
    }

    /** A reason that lies in the id. */
    Rejection rejection(String reason) {
        LocatedScalar expression = rule.id();
        Position position = expression == null ? rule.position() : expression.position();
        return new Rejection(rule.resourceType() + ".id", reason, position);
    }
}
