package org.fhirriver.mapping.typed;

import java.util.HashMap;
import java.util.Map;
import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.Template.Array;
import org.fhirriver.mapping.fpml.Template.Branch;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.fpml.Template.Hole;
import org.fhirriver.mapping.fpml.Template.Loop;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.Template.Text;
import org.fhirriver.mapping.source.Problems;

/** Finds conditions that stand within a branch of the same condition, where they are decided already. */
final class Reachable implements Template.Cases<Boolean> {

    private final Map<String, Boolean> decided;
    private final Problems problems;

    private Reachable(Map<String, Boolean> decided, Problems problems) {
        this.decided = decided;
        this.problems = problems;
    }

    /** Notes such conditions; whether there are none. */
    static boolean check(Template template, Problems problems) {
        return template.fold(new Reachable(Map.of(), problems));
    }

    @Override
    public Boolean branch(Branch branch) {
        String condition = branch.condition().text();
        Boolean holds = decided.get(condition);
        if (holds != null) {
            problems.add(
                    branch.condition().position(),
                    "The same condition stands around this one, so it " + (holds ? "always" : "never") + " holds here");
        }
        boolean then = branch.then().fold(within(condition, true));
        boolean otherwise = branch.otherwise()
                .map(template -> template.fold(within(condition, false)))
                .orElse(true);
        return holds == null && then && otherwise;
    }

    private Reachable within(String condition, boolean holds) {
        Map<String, Boolean> more = new HashMap<>(decided);
        more.put(condition, holds);
        return new Reachable(more, problems);
    }

    @Override
    public Boolean fields(Fields fields) {
        boolean reachable = true;
        for (Fields.Field field : fields.fields()) {
            reachable &= field.value().fold(this);
        }
        for (Template merged : fields.merged()) {
            reachable &= merged.fold(this);
        }
        return reachable;
    }

    @Override
    public Boolean array(Array array) {
        boolean reachable = true;
        for (Template item : array.items()) {
            reachable &= item.fold(this);
        }
        return reachable;
    }

    /** The same words may mean another thing where names have other values. */
    @Override
    public Boolean scoped(Scoped scoped) {
        return check(scoped.body(), problems);
    }

    @Override
    public Boolean loop(Loop loop) {
        return check(loop.body(), problems);
    }

    @Override
    public Boolean constant(Constant constant) {
        return true;
    }

    @Override
    public Boolean hole(Hole hole) {
        return true;
    }

    @Override
    public Boolean text(Text text) {
        return true;
    }
}
