package org.fhirriver.extractor.api;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.json.JavalinJackson;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.fhirriver.extractor.batch.BatchDesk;
import org.fhirriver.extractor.batch.Batches;
import org.fhirriver.extractor.dead.DeadLetters;
import org.fhirriver.extractor.dead.Replay;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.preview.Previews;
import org.fhirriver.extractor.single.SingleCalls;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.health.HealthRoutes;

/** The HTTP server and its routes. */
public final class Api implements AutoCloseable {

    private static final long LARGEST_BODY = 64 * 1024;

    private final Javalin server;

    private Api(Javalin server) {
        this.server = server;
    }

    /** What the routes work with. */
    public record Parts(
            Pipelines pipelines,
            SingleCalls singleCalls,
            Previews previews,
            DeadLetters deadLetters,
            Replay replay,
            Batches batches,
            BatchDesk desk,
            ApiKeys keys,
            Health health,
            PrometheusMeterRegistry metrics) {}

    /** Starts the server. */
    public static Api start(Listener listener, Parts parts) {
        return new Api(
                Javalin.create(config -> configure(config, listener, parts)).start());
    }

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, Listener listener, Parts parts) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.prefer405over404 = true;
        HttpServer.addTo(config, listener);
        Guard.addTo(config, parts.keys(), LARGEST_BODY);
        config.jsonMapper(new JavalinJackson(json(), false));
        HealthRoutes.addTo(config, parts.health(), parts.metrics());
        for (Route route : routes(parts)) {
            config.routes.addHttpHandler(route.method(), route.path(), route.handler());
        }
        Problems.addTo(config);
    }

    /** All routes but those that every service has. */
    static List<Route> routes(Parts parts) {
        OpenApi openApi = new OpenApi();
        ExtractRoutes extract =
                new ExtractRoutes(parts.pipelines(), parts.singleCalls(), parts.previews(), parts.desk());
        BatchRoutes batches = new BatchRoutes(parts.batches(), parts.desk(), parts.replay());
        DeadLetterRoutes deadLetters = new DeadLetterRoutes(parts.deadLetters(), parts.replay());
        PipelineRoutes pipelines = new PipelineRoutes(parts.pipelines());
        return List.of(
                new Route(HandlerType.POST, "/extractor_sql/{pipeline}", extract::batch),
                new Route(HandlerType.POST, "/extractor_sql/{pipeline}/<key>", extract::single),
                new Route(HandlerType.GET, "/openapi.json", openApi::document),
                new Route(HandlerType.GET, "/pipelines", pipelines::list),
                new Route(HandlerType.GET, "/dead-letters", deadLetters::groups),
                new Route(HandlerType.POST, "/dead-letters/replay", deadLetters::replay),
                new Route(HandlerType.POST, "/batches", extract::batches),
                new Route(HandlerType.GET, "/batches", batches::list),
                new Route(HandlerType.GET, "/batches/{id}", batches::status),
                new Route(HandlerType.DELETE, "/batches/{id}", batches::cancel),
                new Route(HandlerType.POST, "/batches/{id}/retry", batches::retry));
    }

    private static ObjectMapper json() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }
}
