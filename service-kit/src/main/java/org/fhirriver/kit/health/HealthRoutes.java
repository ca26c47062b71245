package org.fhirriver.kit.health;

import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;

/** The routes that every service answers: {@code /health/live}, {@code /health/ready}, {@code /health}, {@code /metrics}. */
public final class HealthRoutes {

    private final Health health;
    private final PrometheusMeterRegistry registry;

    private HealthRoutes(Health health, PrometheusMeterRegistry registry) {
        this.health = health;
        this.registry = registry;
    }

    /** A registry for a service's metrics, with those of the JVM. */
    @SuppressWarnings("resource") // The binders live as long as the process.
    public static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    /** Adds the routes to a server that is being configured. */
    public static void addTo(JavalinConfig config, Health health, PrometheusMeterRegistry registry) {
        HealthRoutes routes = new HealthRoutes(health, registry);
        config.routes.get(
                "/health/live",
                ctx -> ctx.status(health.failure().isPresent() ? 503 : 200).json(routes.live()));
        config.routes.get(
                "/health/ready", ctx -> ctx.status(health.isReady() ? 200 : 503).json(routes.ready()));
        config.routes.get(
                "/health", ctx -> ctx.status(health.isReady() ? 200 : 503).json(routes.ready()));
        config.routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(routes.registry.scrape()));
    }

    private Map<String, Object> live() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", health.failure().isPresent() ? "failed" : "live");
        health.failure().ifPresent(why -> answer.put("reason", why));
        return answer;
    }

    private Map<String, Object> ready() {
        if (health.failure().isPresent()) {
            return live();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", health.isReady() ? "ready" : "waiting");
        if (!health.isReady()) {
            answer.put("waitingFor", health.waits());
        }
        return answer;
    }
}
