package org.fhirriver.mapping.fpml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.mapping.fpml.Template.Array;
import org.fhirriver.mapping.fpml.Template.Branch;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.fpml.Template.Hole;
import org.fhirriver.mapping.fpml.Template.Loop;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.Template.Take;
import org.fhirriver.mapping.fpml.Template.Text;
import org.fhirriver.mapping.source.Problems;
import org.jspecify.annotations.Nullable;

/** Compiles templates to closures that give plain values. */
final class ProducerCompiler implements Template.Cases<Producer> {

    private final ExpressionCompiler expressions;
    private final Variables variables;
    private final Problems problems;

    ProducerCompiler(ExpressionCompiler expressions, Variables variables, Problems problems) {
        this.expressions = expressions;
        this.variables = variables;
        this.problems = problems;
    }

    @Override
    public Producer constant(Constant constant) {
        Object value = constant.value();
        return evaluation -> value;
    }

    @Override
    public Producer hole(Hole hole) {
        TemplateExpression expression = expression(hole.expression());
        Object otherwise = hole.take() == Take.FIRST_OR_NULL ? null : Producer.NOTHING;
        boolean all = hole.take() == Take.ALL;
        return evaluation -> {
            Object result = expression.evaluate(evaluation);
            Object value = JsonValue.of(all ? asList(result) : first(result));
            return value == null ? otherwise : value;
        };
    }

    @Override
    public Producer text(Text text) {
        List<Producer> parts = new ArrayList<>();
        for (Text.Part part : text.parts()) {
            parts.add(part.hole().map(this::textHole).orElse(evaluation -> part.literal()));
        }
        return evaluation -> {
            StringBuilder joined = new StringBuilder();
            for (Producer part : parts) {
                Object value = part.produce(evaluation);
                if (!(value instanceof String piece)) {
                    return value;
                }
                joined.append(piece);
            }
            return joined.toString();
        };
    }

    private Producer textHole(Hole hole) {
        Producer producer = hole(hole);
        return evaluation -> {
            Object value = producer.produce(evaluation);
            if (value == null || value == Producer.NOTHING) {
                return value;
            }
            if (!JsonValue.isText(value)) {
                throw new TemplateException(hole.expression().position(), "An object cannot be part of a text");
            }
            try {
                return JsonValue.text(value);
            } catch (ValueProblem e) {
                throw new TemplateException(hole.expression().position(), e.problem());
            }
        };
    }

    @Override
    public Producer fields(Fields fields) {
        Map<String, Producer> own = new LinkedHashMap<>();
        fields.fields().forEach(field -> own.put(field.name(), field.value().fold(this)));
        List<Producer> merged = new ArrayList<>();
        fields.merged().forEach(object -> merged.add(merged(object)));
        return evaluation -> {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            own.forEach((name, producer) -> {
                Object value = producer.produce(evaluation);
                if (value != Producer.NOTHING) {
                    object.put(name, value);
                }
            });
            for (Producer more : merged) {
                if (more.produce(evaluation) instanceof Map<?, ?> map) {
                    map.forEach((name, value) -> object.put((String) name, value));
                }
            }
            return object.isEmpty() ? Producer.NOTHING : object;
        };
    }

    private Producer merged(Template template) {
        Producer producer = template.fold(this);
        return evaluation -> {
            Object value = producer.produce(evaluation);
            if (value != null && value != Producer.NOTHING && !(value instanceof Map)) {
                throw new TemplateException(template.position(), "Only an object can be merged into an object");
            }
            return value;
        };
    }

    @Override
    public Producer array(Array array) {
        List<Producer> producers =
                array.items().stream().map(item -> item.fold(this)).toList();
        return evaluation -> {
            List<@Nullable Object> list = new ArrayList<>();
            for (Producer producer : producers) {
                add(list, producer.produce(evaluation));
            }
            return list.isEmpty() ? Producer.NOTHING : list;
        };
    }

    @Override
    public Producer scoped(Scoped scoped) {
        record Assigned(int slot, Producer value) {}
        List<Assigned> assignments = new ArrayList<>();
        Variables known = variables;
        for (Scoped.Assignment assignment : scoped.assignments()) {
            Producer value = assignment.value().fold(with(known));
            known = known.with(assignment.name().text());
            assignments.add(new Assigned(slot(known, assignment.name().text()), value));
        }
        Producer body = scoped.body().fold(with(known));
        return evaluation -> {
            for (Assigned assignment : assignments) {
                Object value = assignment.value().produce(evaluation);
                evaluation.set(assignment.slot(), value == Producer.NOTHING ? null : value);
            }
            return body.produce(evaluation);
        };
    }

    @Override
    public Producer branch(Branch branch) {
        TemplateExpression condition = expression(branch.condition());
        Producer then = branch.then().fold(this);
        Producer otherwise =
                branch.otherwise().map(template -> template.fold(this)).orElse(evaluation -> Producer.NOTHING);
        return evaluation -> condition.holds(evaluation) ? then.produce(evaluation) : otherwise.produce(evaluation);
    }

    @Override
    public Producer loop(Loop loop) {
        LoopCode code = LoopCode.compile(loop, variables, expressions, problems);
        Producer body = loop.body().fold(new ProducerCompiler(code.inner(), code.variables(), problems));
        return evaluation -> {
            List<@Nullable Object> list = new ArrayList<>();
            code.forEach(evaluation, () -> add(list, body.produce(evaluation)));
            return list.isEmpty() ? Producer.NOTHING : list;
        };
    }

    private TemplateExpression expression(ExpressionText text) {
        return expressions.compile(text, variables, problems);
    }

    private ProducerCompiler with(Variables known) {
        return new ProducerCompiler(expressions, known, problems);
    }

    static int slot(Variables variables, String name) {
        return variables.slot(name).orElseThrow(() -> new IllegalStateException("No slot for " + name));
    }

    private static void add(List<@Nullable Object> list, @Nullable Object value) {
        if (value instanceof List<?> nested) {
            nested.forEach(item -> add(list, item));
        } else if (value != Producer.NOTHING) {
            list.add(value);
        }
    }

    private static List<?> asList(@Nullable Object result) {
        return Items.list(result);
    }

    private static @Nullable Object first(@Nullable Object result) {
        if (result instanceof List<?> list) {
            return list.isEmpty() ? null : list.get(0);
        }
        return result;
    }
}
