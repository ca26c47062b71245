package org.fhirriver.local.river;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The databases whose logs of changes are captured: those with a connector's configuration and an address. */
final class Captures {

    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:(postgresql|mariadb|mysql)://([^:/?]+)(?::(\\d+))?/([^?;]+).*");
    private static final Map<String, String> USUAL_PORTS =
            Map.of("postgresql", "5432", "mariadb", "3306", "mysql", "3306");

    private final List<Path> connectors = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private Captures() {}

    /**
     * What there is to capture.
     *
     * @param folder the project's folder of connectors
     * @param settings the settings that lead to databases, embedded or given
     */
    static Captures of(Path folder, Map<String, String> settings) throws IOException {
        var captures = new Captures();
        Path sources = folder.resolve("sources");
        for (Map.Entry<String, Matcher> each : addresses(settings).entrySet()) {
            String system = each.getKey();
            Matcher address = each.getValue();
            String kind = address.group(1).equals("mysql") ? "-mysql-cdc.json" : "-cdc.json";
            Path connector = sources.resolve(system + kind);
            if (Files.exists(connector)) {
                captures.connectors.add(connector);
                captures.reach(system, address, settings);
            }
        }
        return captures;
    }

    /** The addresses of databases, by the system's name in lower case. */
    private static Map<String, Matcher> addresses(Map<String, String> settings) {
        Map<String, Matcher> addresses = new TreeMap<>();
        settings.forEach((name, value) -> {
            Matcher address = ADDRESS.matcher(value);
            if (name.endsWith("_JDBC_URL") && address.matches()) {
                addresses.put(
                        name.substring(0, name.length() - "_JDBC_URL".length()).toLowerCase(Locale.ROOT), address);
            }
        });
        return addresses;
    }

    private void reach(String system, Matcher address, Map<String, String> settings) {
        String name = system.toUpperCase(Locale.ROOT);
        String port = address.group(3) == null ? USUAL_PORTS.get(address.group(1)) : address.group(3);
        Map<String, String> usual = Map.of(
                "HOST", address.group(2),
                "PORT", String.valueOf(port),
                "DATABASE", address.group(4),
                "USER", settings.getOrDefault(name + "_JDBC_USER", ""),
                "PASSWORD", settings.getOrDefault(name + "_JDBC_PASSWORD", ""));
        usual.forEach((what, value) -> {
            String variable = name + "_CDC_" + what;
            environment.put(variable, settings.getOrDefault(variable, value));
        });
    }

    /** The configurations of the connectors. */
    List<Path> connectors() {
        return List.copyOf(connectors);
    }

    /** The settings that the configurations take. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }
}
