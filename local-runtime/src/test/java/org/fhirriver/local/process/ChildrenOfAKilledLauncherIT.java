package org.fhirriver.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildrenOfAKilledLauncherIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void endByThemselves() throws Exception {
        Process launcher = new ProcessBuilder(
                        new JavaCommand(FakeLauncher.class.getName(), List.of("-Xmx32m"), List.of(folder.toString()))
                                .line())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("launcher.log").toFile())
                .start();
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("java.ready")));
        await().atMost(SOON).until(() -> new Leftovers(folder).processes().size() == 2);
        List<ProcessHandle> children =
                List.copyOf(new Leftovers(folder).processes().values());
        List<ProcessHandle> all = new ArrayList<>(children);
        await().atMost(SOON)
                .until(() ->
                        children.stream().flatMap(ProcessHandle::descendants).anyMatch(this::sleeps));
        children.stream().flatMap(ProcessHandle::descendants).forEach(all::add);

        launcher.destroyForcibly().waitFor();

        await().atMost(SOON).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void areEndedByTheNextStartWhenTheyDoNot() throws Exception {
        Process stubborn = new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done").start();
        new PidFile(folder.resolve("stubborn.pid")).write(stubborn.toHandle());

        int ended = new Leftovers(folder).end(Duration.ofMillis(200));

        assertThat(ended).isEqualTo(1);
        assertThat(stubborn.isAlive()).isFalse();
        assertThat(folder.resolve("stubborn.pid")).doesNotExist();
    }

    @Test
    void areNotTakenForProcessesThatGotTheirNumber() throws Exception {
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            Files.writeString(folder.resolve("kafka.pid"), other.pid() + " 2020-01-01T00:00:00Z\n");

            assertThat(new Leftovers(folder).end(Duration.ZERO)).isZero();
            assertThat(other.isAlive()).isTrue();
            assertThat(folder.resolve("kafka.pid")).doesNotExist();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void keepTheStatusOfAGuardedProgram() throws Exception {
        var spec = new ChildSpec(
                "status",
                GuardedCommand.of("TERM", List.of("/bin/sh", "-c", "exit 7")),
                Map.of(),
                folder.resolve("log"),
                folder.resolve("status.pid"));

        assertThat(ChildProcess.start(spec).end().get()).isEqualTo(7);
    }

    @Test
    void stopInOrderWhenAsked() throws Exception {
        Path said = folder.resolve("said");
        String script = "trap 'echo stopped > " + said + "; exit 0' TERM; while :; do sleep 0.1; done";
        var spec = new ChildSpec(
                "polite",
                GuardedCommand.of("TERM", List.of("/bin/sh", "-c", script)),
                Map.of(),
                folder.resolve("log"),
                folder.resolve("polite.pid"));
        ChildProcess child = ChildProcess.start(spec);
        await().atMost(SOON)
                .until(() -> ProcessHandle.of(child.pid()).stream()
                        .flatMap(ProcessHandle::descendants)
                        .anyMatch(this::sleeps));

        child.stop(SOON);

        assertThat(said).hasContent("stopped");
        assertThat(child.isAlive()).isFalse();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).doesNotContain("polite.pid");
        }
    }

    private boolean sleeps(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("sleep");
    }
}
