package org.fhirriver.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.local.river.RiverHome;
import org.fhirriver.local.river.RiverLock;

/**
 * Where the command runs.
 *
 * @param project the project's root, where the script is
 * @param environment the environment's variables
 * @param screen what a person reads
 * @param errors what a person reads of what went wrong, and nothing that another program takes
 */
record Surroundings(Path project, Map<String, String> environment, Screen screen, Screen errors) {

    Surroundings {
        project = project.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** The state folder. */
    RiverHome home() {
        return new RiverHome(given("RIVER_HOME").map(Path::of).orElse(project.resolve(".river")));
    }

    /** Kafka Connect's REST API: of the river that runs here, or at its usual place. */
    String connect() {
        try {
            return home().writtenAddresses().getOrDefault("connect", "http://localhost:8083");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the pipelines, unless another is named on the command line. */
    Path pipelines() {
        return given("RIVER_PIPELINES").map(Path::of).orElse(project.resolve("pipelines"));
    }

    /** The environment, and where it says nothing, how a river that runs here reaches its embedded databases. */
    Map<String, String> withDatabases() throws IOException {
        Map<String, String> known = new HashMap<>();
        if (RiverLock.isTaken(home())) {
            home().writtenAddresses().forEach((name, value) -> {
                if (name.contains("_JDBC_")) {
                    known.put(name, value);
                }
            });
        }
        known.putAll(environment);
        return known;
    }

    /** A variable, if it is there and not empty. */
    Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A path as a person would type it here. */
    String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) && !whole.equals(here)
                ? here.relativize(whole).toString()
                : whole.toString();
    }
}
