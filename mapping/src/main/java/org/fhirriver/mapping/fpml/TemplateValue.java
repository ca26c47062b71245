package org.fhirriver.mapping.fpml;

import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.source.Problems;
import org.jspecify.annotations.Nullable;

/** A template that gives a plain value. */
public final class TemplateValue {

    private final Producer producer;

    private TemplateValue(Producer producer) {
        this.producer = producer;
    }

    /** Compiles a template; where there are problems, the result is of no use. */
    public static TemplateValue compile(
            Template template, Variables variables, ExpressionCompiler expressions, Problems problems) {
        return new TemplateValue(template.fold(new ProducerCompiler(expressions, variables, problems)));
    }

    /**
     * The value for an input; null when there is none.
     *
     * @throws TemplateException when an expression cannot be evaluated or does not fit its place
     */
    public @Nullable Object in(Evaluation evaluation) {
        Object value = producer.produce(evaluation);
        return value == Producer.NOTHING ? null : value;
    }
}
