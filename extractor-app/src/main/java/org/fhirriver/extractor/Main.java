package org.fhirriver.extractor;

import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.Map;
import org.fhirriver.kit.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the extractor. */
public final class Main {

    private static final Logger log = LoggerFactory.getLogger(Main.class);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private Main() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        try {
            Map<String, String> environment = System.getenv();
            ExtractorConfig config = ExtractorConfig.from(environment);
            Extractor extractor = Extractor.start(config, environment);
            log.info("The extractor answers on {}:{}", config.listener().host(), extractor.port());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(extractor), "stop"));
        } catch (SettingsException e) {
            e.problems().forEach(problem -> log.error("{}", problem));
            System.exit(2);
        } catch (JavalinBindException e) {
            log.error("The port of EXTRACTOR_HTTP_PORT cannot be listened on: {}", e.getMessage());
            System.exit(2);
        }
    }

    private static void stop(Extractor extractor) {
        try {
            if (!extractor.stop(GRACE)) {
                log.warn("A chunk in hand did not end in time; its batch goes on from there at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A JVM that is ended by a signal would say so in its exit code, though it did all that it should.
        Runtime.getRuntime().halt(0);
    }
}
