package org.fhirriver.kit.health;

import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The HTTP server of a service that has no other: health and metrics. */
public final class HealthServer implements AutoCloseable {

    private final Javalin server;

    private HealthServer(Javalin server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param host the address to bind to
     * @param port the port to listen on; 0 for a free one
     */
    public static HealthServer start(String host, int port, Health health, PrometheusMeterRegistry registry) {
        return new HealthServer(Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    HealthRoutes.addTo(config, health, registry);
                })
                .start(host, port));
    }

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
