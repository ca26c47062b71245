package org.fhirriver.mapping.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.mapping.columns.ColumnCheck;
import org.fhirriver.mapping.columns.ColumnSource;
import org.fhirriver.mapping.columns.PathCheck;
import org.fhirriver.mapping.columns.TouchCheck;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.functions.References;
import org.fhirriver.mapping.functions.RiverFunctions;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.ResourceRule;
import org.fhirriver.mapping.pipeline.SourceSystem;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.terminology.CodeMap;
import org.fhirriver.mapping.typed.ReferenceTypes;

/** Compiles the pipelines of a workspace and finds what is wrong with them before a record flows; for one thread. */
public final class PipelineCompiler {

    private final Workspace workspace;
    private final RiverFunctions functions;
    private final ColumnSource columns;

    /** With the columns that queries tell of themselves. */
    public PipelineCompiler(Workspace workspace, Map<String, String> environment) {
        this(workspace, environment, ColumnSource.ofQueries());
    }

    /**
     * With the columns that a source tells.
     *
     * @param environment what functions take from it, such as the key of pseudonyms
     */
    public PipelineCompiler(Workspace workspace, Map<String, String> environment, ColumnSource columns) {
        this.workspace = workspace;
        this.functions = new RiverFunctions(workspace, environment);
        this.columns = columns;
    }

    /** Compiles a pipeline; empty when there are problems, all of which are noted. */
    public Optional<CompiledPipeline> compile(Pipeline pipeline, Problems problems) {
        Problems own = new Problems();
        SourceSystem system = pipeline.system();
        own.addAll(functions.problems(system));
        ExpressionCompiler templates = new ExpressionCompiler(functions.of(system));
        ExpressionCompiler ids = new ExpressionCompiler(functions.forIds(system));
        Optional<CompiledPipeline> compiled =
                CompiledPipeline.compile(pipeline, templates, ids, new Known(pipeline, functions.references()), own);
        ColumnCheck check = new ColumnCheck(pipeline, columns.columnsOf(pipeline), own);
        check.checkNames(pipeline.columnNames());
        check.checkUses(templates.columns());
        check.checkUses(ids.columns());
        PathCheck.check(pipeline, columns, own);
        TouchCheck.check(pipeline, columns, own);
        rejectSameIds(pipeline, own);
        problems.addAll(own.all());
        return own.isEmpty() ? compiled : Optional.empty();
    }

    /** What is written down elsewhere of a pipeline's expressions. */
    private record Known(Pipeline pipeline, References references) implements ReferenceTypes {

        @Override
        public Optional<String> of(String target) {
            return references.resourceType(target);
        }

        @Override
        public List<Map<String, Object>> codings(String map) {
            return pipeline.system().maps().find(map).map(CodeMap::codings).orElse(List.of());
        }

        @Override
        public Optional<ColumnType> column(String name) {
            return Optional.ofNullable(pipeline.extraction().columns().get(name));
        }
    }

    /** All problems of the workspace's files, in reading order. */
    public List<Problem> check() {
        Problems problems = new Problems();
        problems.addAll(workspace.problems());
        List<Pipeline> readable = new ArrayList<>(workspace.pipelines().values());
        readable.addAll(workspace.partial().values());
        readable.forEach(pipeline -> compile(pipeline, problems));
        return problems.all();
    }

    /** Two resources of one type with the same id rule would overwrite each other. */
    private static void rejectSameIds(Pipeline pipeline, Problems problems) {
        Map<String, LocatedScalar> seen = new HashMap<>();
        for (ResourceRule rule : pipeline.resources()) {
            LocatedScalar id = rule.id();
            if (id == null) {
                continue;
            }
            LocatedScalar first =
                    seen.putIfAbsent(rule.resourceType() + " " + id.text().strip(), id);
            if (first != null) {
                problems.add(
                        id.position(),
                        "the " + rule.resourceType() + " of line "
                                + first.position().line() + " has the same id");
            }
        }
    }
}
