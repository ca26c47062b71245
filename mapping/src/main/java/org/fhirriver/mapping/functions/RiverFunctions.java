package org.fhirriver.mapping.functions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.mapping.pipeline.SourceSystem;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.userfunctions.UserFunctions;

/** What the expressions of a workspace may call; for one thread. */
public final class RiverFunctions {

    private final Map<String, String> environment;
    private final References references;
    private final Map<SourceSystem, OfSystem> systems = new HashMap<>();

    /** The functions of one source system. */
    private record OfSystem(FhirPath all, FhirPath forIds, List<Problem> problems) {}

    /**
     * The functions of a workspace.
     *
     * @param environment where the key of pseudonyms comes from
     */
    public RiverFunctions(Workspace workspace, Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.references = new References(workspace, this::forIds);
    }

    /** What the templates of a system's pipelines may call. */
    public FhirPath of(SourceSystem system) {
        return functions(system).all();
    }

    /** What id rules may call: all but what needs ids itself. */
    public FhirPath forIds(SourceSystem system) {
        return functions(system).forIds();
    }

    /** What is wrong with a system's own functions. */
    public List<Problem> problems(SourceSystem system) {
        return functions(system).problems();
    }

    /** The targets of references. */
    public References references() {
        return references;
    }

    private OfSystem functions(SourceSystem system) {
        return systems.computeIfAbsent(system, this::load);
    }

    private OfSystem load(SourceSystem system) {
        List<CustomFunction> common = new ArrayList<>(DateFunctions.all());
        common.addAll(TextFunctions.all());
        common.add(UuidFunction.definition());
        common.add(Units.definition());
        common.add(Units.isUcum());
        common.add(new Pseudonym(environment).definition());
        common.add(new Translation(system.maps()).translate());
        List<CustomFunction> all = new ArrayList<>(common);
        all.addAll(references.all());
        FhirPath own = FhirPath.standard().with(all);
        Problems problems = new Problems();
        List<CustomFunction> users =
                UserFunctions.compile(system.folder().resolve("functions"), Set.copyOf(own.functionNames()), problems);
        common.addAll(users);
        common.add(refused("reference"));
        common.add(refused("id"));
        return new OfSystem(own.with(users), FhirPath.standard().with(common), problems.all());
    }

    private static CustomFunction refused(String name) {
        return new Definition(name, 0, Integer.MAX_VALUE, call -> {
            throw call.problem("An id rule cannot call " + name + "(), which needs ids itself");
        });
    }
}
