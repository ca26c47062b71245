package org.fhirriver.mapping.typed;

import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.Template.Array;
import org.fhirriver.mapping.fpml.Template.Branch;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.fpml.Template.Hole;
import org.fhirriver.mapping.fpml.Template.Loop;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.Template.Text;

/** Tells templates that are themselves from those with expressions in them. */
final class Constants implements Template.Cases<Boolean> {

    private static final Constants CASES = new Constants();

    private Constants() {}

    static boolean isConstant(Template template) {
        return template.fold(CASES);
    }

    @Override
    public Boolean constant(Constant constant) {
        return true;
    }

    @Override
    public Boolean hole(Hole hole) {
        return false;
    }

    @Override
    public Boolean text(Text text) {
        return false;
    }

    @Override
    public Boolean fields(Fields fields) {
        return fields.fields().stream().allMatch(field -> isConstant(field.value()))
                && fields.merged().stream().allMatch(Constants::isConstant);
    }

    @Override
    public Boolean array(Array array) {
        return array.items().stream().allMatch(Constants::isConstant);
    }

    @Override
    public Boolean scoped(Scoped scoped) {
        return false;
    }

    @Override
    public Boolean branch(Branch branch) {
        return false;
    }

    @Override
    public Boolean loop(Loop loop) {
        return false;
    }
}
