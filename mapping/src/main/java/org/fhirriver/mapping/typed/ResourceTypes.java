package org.fhirriver.mapping.typed;

import java.util.Optional;
import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.messages.DidYouMean;
import org.fhirriver.r4.Type;

/** Reads the type of a resource from its template. */
final class ResourceTypes {

    private ResourceTypes() {}

    static Optional<Type> of(Fields fields, Compilation compilation) {
        Optional<Template> name = fields.field("resourceType");
        if (name.isEmpty()) {
            compilation.problem(fields.position(), "A resource needs a resourceType");
            return Optional.empty();
        }
        if (!(name.get() instanceof Constant constant) || !(constant.value() instanceof String text)) {
            compilation.problem(name.get().position(), "A resourceType is written as it is, without an expression");
            return Optional.empty();
        }
        Optional<Type> type = compilation.r4().type(text).filter(found -> found.isResource() && !found.isAbstract());
        if (type.isEmpty()) {
            compilation.problem(
                    constant.position(),
                    "R4 has no resource '" + text + "'"
                            + DidYouMean.hint(text, compilation.r4().resourceNames()));
        }
        return type;
    }
}
