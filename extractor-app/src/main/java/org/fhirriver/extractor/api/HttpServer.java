package org.fhirriver.extractor.api;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server under the API, with limits that slow, large and many requests do not get past. */
final class HttpServer {

    private static final int THREADS = 64;
    private static final int CONNECTIONS = 1_000;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** How long requests in hand may take when the server stops. */
    private static final Duration STOP = Duration.ofSeconds(8);

    /** Bytes a second that a request must bring at least. */
    private static final long SLOWEST = 200;
    /** A key may have any character: a slash within it is written {@code %2F}. What else is ambiguous stays refused. */
    private static final UriCompliance ANY_KEY = UriCompliance.DEFAULT.with(
            "any-key",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private HttpServer() {}

    static void addTo(JavalinConfig config, Listener listener) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(HttpServer::limit);
        config.jetty.addConnector((server, http) -> connector(server, http, listener));
        config.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
            server.setErrorHandler(new ServerProblems());
            server.setHandler(new GracefulHandler(new MinimumDataRateHandler(SLOWEST, 0)));
            server.setStopTimeout(STOP.toMillis());
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new ServerProblems());
            context.getServletHandler().setDecodeAmbiguousURIs(true);
        });
    }

    private static void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setUriCompliance(ANY_KEY);
    }

    private static Connector connector(Server server, HttpConfiguration http, Listener listener) {
        ServerConnector connector = listener.tls().isPresent()
                ? secure(server, http, listener.tls().get())
                : new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(listener.host());
        connector.setPort(listener.port());
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    private static ServerConnector secure(Server server, HttpConfiguration http, Listener.Tls tls) {
        SslContextFactory.Server certificates = new SslContextFactory.Server();
        certificates.setKeyStoreType("PKCS12");
        certificates.setKeyStorePath(tls.keyStore().toString());
        certificates.setKeyStorePassword(tls.password().reveal());
        HttpConfiguration secure = new HttpConfiguration(http);
        // Names are checked by the client; the server answers to an address as well.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(
                server, new SslConnectionFactory(certificates, "http/1.1"), new HttpConnectionFactory(secure));
    }
}
