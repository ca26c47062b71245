package org.fhirriver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script where its needs are not met: it says so in one line, with a status of its own. */
final class RiverScriptTest {

    private static final List<String> TOOLS =
            List.of("date", "dirname", "find", "grep", "head", "mkdir", "mv", "readlink", "rm", "sed", "touch");

    @TempDir
    Path folder;

    private Path tools;
    private Path script;

    @BeforeEach
    void copyScript() throws IOException {
        script = Files.createDirectories(folder.resolve("project")).resolve("river");
        Files.copy(Path.of("../river"), script);
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            program(tools.resolve(tool), "exec " + which(tool) + " \"$@\"");
        }
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        assertThat(run(Map.of()))
                .isEqualTo(new Result(10, "There is no Java: install a JDK 17 or later, or set JAVA_HOME to one.\n"));
    }

    @Test
    void saysThatJavaIsTooOld() throws Exception {
        Path home = jdk("1.8", true);

        assertThat(run(Map.of("JAVA_HOME", home.toString())))
                .isEqualTo(new Result(
                        10, home + "/bin/java is Java 8: FHIR River needs a JDK 17 or later. Set JAVA_HOME to one.\n"));
    }

    @Test
    void saysThatARuntimeIsNoJdk() throws Exception {
        Path home = jdk("21", false);

        Result result = run(Map.of("JAVA_HOME", home.toString()));

        assertThat(result.status()).isEqualTo(10);
        assertThat(result.output())
                .startsWith(home + " is a Java runtime without a compiler")
                .hasLineCount(1);
    }

    @Test
    void saysThatJavaHomeLeadsNowhere() throws Exception {
        Result result = run(Map.of("JAVA_HOME", "/nowhere"));

        assertThat(result.status()).isEqualTo(10);
        assertThat(result.output())
                .startsWith("JAVA_HOME is /nowhere, where there is no bin/java")
                .hasLineCount(1);
    }

    @Test
    void saysThatThereIsNoMaven() throws Exception {
        Result result = run(Map.of("JAVA_HOME", jdk("17", true).toString()));

        assertThat(result.status()).isEqualTo(11);
        assertThat(result.output()).startsWith("There is no Maven").hasLineCount(1);
    }

    @Test
    void saysWhyTheBuildFailed() throws Exception {
        Path mvn = tools.resolve("mvn");
        program(mvn, "echo '[INFO] fine'; echo '[ERROR] Main.java:[3,1] not a statement'; exit 1");

        Result result = run(Map.of("JAVA_HOME", jdk("17", true).toString()));

        assertThat(result.status()).isEqualTo(12);
        assertThat(result.output())
                .contains("[ERROR] Main.java:[3,1] not a statement")
                .contains("The build failed; all that Maven said is in ")
                .doesNotContain("fine");
    }

    @Test
    void buildsOnceAndThenOnlyWhatHasChanged() throws Exception {
        program(tools.resolve("mvn"), "echo \"$@\" >> " + folder.resolve("builds"));
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("17", true).toString());
        Path source = folder.resolve("project/loader/src/main/java/Main.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Main {}");

        run(environment);
        run(environment);
        assertThat(Files.readAllLines(folder.resolve("builds"))).hasSize(1);
        Path built = folder.resolve("project/cli/target/river.built");
        Files.setLastModifiedTime(
                source, FileTime.fromMillis(Files.getLastModifiedTime(built).toMillis() + 2_000));
        run(environment);

        assertThat(Files.readAllLines(folder.resolve("builds")))
                .hasSize(2)
                .satisfies(builds -> assertThat(builds.get(1)).contains("--offline"));
    }

    @Test
    void worksThroughASymbolicLinkFromAnyFolder() throws Exception {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, Path.of("project/river"));
        program(tools.resolve("mvn"), "exit 0");
        script = link;

        Result result = run(Map.of("JAVA_HOME", jdk("17", true).toString()));

        assertThat(result.output())
                .contains("-Driver.project=" + folder.toRealPath().resolve("project"));
    }

    /** A folder that looks like a JDK, whose java tells its arguments. */
    private Path jdk(String version, boolean compiler) throws IOException {
        Path home = folder.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        program(home.resolve("bin/java"), """
                case "$*" in
                  *-XshowSettings*) echo "    java.home = %s"; echo "    java.specification.version = %s" >&2 ;;
                  *) echo "$@" ;;
                esac
                """.formatted(home, version));
        if (compiler) {
            program(home.resolve("bin/javac"), "exit 0");
        }
        return home;
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path which(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private record Result(int status, String output) {}

    private Result run(Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder("/bin/sh", script.toString(), "status")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
