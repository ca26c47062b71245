package org.fhirriver.extractor.api;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.ResourceRule;

/** The route that lists the pipelines. */
final class PipelineRoutes {

    private final Pipelines pipelines;

    PipelineRoutes(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    void list(Context ctx) {
        ctx.json(Map.of(
                "pipelines",
                pipelines.all().stream().map(PipelineRoutes::described).toList()));
    }

    private static Map<String, Object> described(Pipeline pipeline) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", pipeline.name());
        described.put("source", pipeline.extraction().source());
        described.put("reads", reads(pipeline.extraction().reading()));
        described.put("key", pipeline.key());
        described.put("select", pipeline.extraction().select());
        List<String> types = pipeline.resources().stream()
                .map(ResourceRule::resourceType)
                .distinct()
                .toList();
        described.put("resources", types);
        return described;
    }

    private static String reads(Extraction.Reading reading) {
        if (reading instanceof Extraction.Table) {
            return "table";
        }
        return reading instanceof Extraction.Query ? "query" : "nothing";
    }
}
