package org.fhirriver.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docker-compose.yml} names files, variables and ports that exist, and gives nothing away. */
final class ComposeFileTest {

    /** Our images, and the folders whose sources say which variables they read. */
    private static final Map<String, List<String>> READERS = Map.of(
            "extractor", List.of("extractor-app", "service-kit", "pipelines"),
            "transformer", List.of("transformer", "service-kit"),
            "loader", List.of("loader", "service-kit"),
            "connect", List.of("kafka_connect_connectors"));

    private static Map<String, Map<?, ?>> services;
    private static Map<?, ?> volumes;
    private static String text;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(Project.ROOT.resolve("docker-compose.yml"));
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        services = new LinkedHashMap<>();
        ((Map<?, ?>) file.get("services")).forEach((name, service) -> services.put((String) name, (Map<?, ?>) service));
        volumes = (Map<?, ?>) file.get("volumes");
    }

    @Test
    void hasEveryPart() {
        assertThat(services)
                .containsOnlyKeys(
                        "kafka", "postgres", "sftp", "mongodb", "connect", "extractor", "transformer", "loader");
        assertThat(services)
                .allSatisfy((name, service) -> assertThat(service.containsKey("healthcheck"))
                        .as("%s has a health check", name)
                        .isTrue());
    }

    @Test
    void buildsFromFilesThatExist() throws IOException {
        List<String> dockerfiles = new ArrayList<>();
        services.values().forEach(service -> {
            if (service.get("build") instanceof Map<?, ?> build) {
                dockerfiles.add((String) build.get("dockerfile"));
            }
        });
        assertThat(dockerfiles).hasSize(4);
        for (String dockerfile : dockerfiles) {
            assertThat(Project.ROOT.resolve(dockerfile)).isRegularFile();
            for (String line : Files.readAllLines(Project.ROOT.resolve(dockerfile))) {
                if (line.startsWith("COPY ") && !line.contains("--from=")) {
                    assertThat(Project.ROOT.resolve(line.split(" ")[1])).exists();
                }
                Matcher module = Pattern.compile("-pl (\\S+)").matcher(line);
                if (module.find()) {
                    assertThat(module.group(1).split(","))
                            .allSatisfy(name -> assertThat(
                                            Project.ROOT.resolve(name).resolve("pom.xml"))
                                    .isRegularFile());
                }
            }
        }
    }

    @Test
    void startsMainClassesThatExist() throws IOException {
        for (String module : List.of("extractor-app", "transformer", "loader")) {
            Matcher main = Pattern.compile("\"(org\\.fhirriver\\.\\w+\\.Main)\"")
                    .matcher(Files.readString(Project.ROOT.resolve(module).resolve("Dockerfile")));
            assertThat(main.find()).isTrue();
            assertThat(Project.ROOT
                            .resolve(module)
                            .resolve("src/main/java")
                            .resolve(main.group(1).replace('.', '/') + ".java"))
                    .isRegularFile();
        }
    }

    @Test
    void mountsWhatIsThere() {
        services.forEach((name, service) -> strings(service, "volumes").forEach(mount -> {
            String source = mount.split(":")[0];
            if (source.startsWith("./")) {
                assertThat(Project.ROOT.resolve(source))
                        .as("%s mounts %s", name, source)
                        .exists();
            } else {
                assertThat(volumes.containsKey(source))
                        .as("%s is a named volume", source)
                        .isTrue();
            }
        }));
    }

    @Test
    void setsVariablesThatSomethingReads() {
        READERS.forEach((service, folders) -> {
            StringBuilder sources = new StringBuilder();
            folders.forEach(folder -> List.of(".java", ".yaml", ".json", ".sh", ".properties")
                    .forEach(ending -> sources.append(Project.text(Project.ROOT.resolve(folder), ending))));
            Map<?, ?> environment = (Map<?, ?>) services.get(service).get("environment");
            environment.keySet().stream()
                    .filter(variable -> !variable.equals("KAFKA_HEAP_OPTS"))
                    .forEach(variable -> assertThat(sources)
                            .as("%s reads %s", service, variable)
                            .contains((String) variable));
        });
    }

    @Test
    void publishesOnTheLoopbackAddressOnly() {
        List<String> ports = new ArrayList<>();
        services.values().forEach(service -> ports.addAll(strings(service, "ports")));

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void takesEverySecretFromTheEnvironmentFileAndTheExampleNamesThemAll() throws IOException {
        Set<String> asked = new TreeSet<>();
        Matcher variable = Pattern.compile("\\$\\{(\\w+)").matcher(text);
        while (variable.find()) {
            asked.add(variable.group(1));
        }
        Set<String> exemplified = new TreeSet<>();
        for (String line : Files.readAllLines(Project.ROOT.resolve(".env.example"))) {
            if (line.contains("=")) {
                exemplified.add(line.substring(0, line.indexOf('=')));
            }
        }

        assertThat(asked).isEqualTo(exemplified);
        assertThat(text.lines().filter(line -> line.matches("\\s*\\w*PASSWORD: .*")))
                .isNotEmpty()
                .allMatch(line -> line.contains("${"));
    }

    @Test
    void keepsTheEnvironmentFileOutOfTheRepository() throws IOException {
        assertThat(Files.readAllLines(Project.ROOT.resolve(".gitignore"))).contains(".env");
    }

    private static List<String> strings(Map<?, ?> service, String key) {
        List<String> strings = new ArrayList<>();
        if (service.get(key) instanceof List<?> list) {
            list.forEach(item -> strings.add((String) item));
        }
        return strings;
    }
}
