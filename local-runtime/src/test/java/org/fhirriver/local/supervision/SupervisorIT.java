package org.fhirriver.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fhirriver.local.process.ChildSpec;
import org.fhirriver.local.process.GuardedCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final PartListener listener = new PartListener() {
        @Override
        public void ready(Part part, Duration after) {
            heard.add(part.name() + " ready");
        }

        @Override
        public void ended(Part part, int status, Duration pause) {
            heard.add(part.name() + " ended " + status);
        }
    };

    @Test
    void startsAKilledPartAgain() throws Exception {
        try (var supervisor = new Supervisor(listener)) {
            supervisor.start(part("river", "sleep 1000", 1)).get(20, TimeUnit.SECONDS);
            long first = pid("river");

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().atMost(SOON).until(() -> heard.size() == 3);
            assertThat(heard).containsExactly("river ready", "river ended 137", "river ready");
            assertThat(pid("river")).isNotEqualTo(first);
        }
    }

    @Test
    void givesUpOnAPartThatNeverComesUp() {
        try (var supervisor = new Supervisor(listener)) {
            var ready = supervisor.start(part("river", "exit 3", 1));

            assertThatThrownBy(() -> ready.get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(PartDoesNotStart.class)
                    .hasMessage("River does not start: it ended with status 3, 3 times");
            assertThat(heard).containsExactly("river ended 3", "river ended 3");
        }
    }

    @Test
    void stopsTheHighestLayerFirst() throws Exception {
        Path order = folder.resolve("order");
        String stop = "trap 'echo %s >> " + order + "; exit 0' TERM; while :; do sleep 0.1; done";
        try (var supervisor = new Supervisor(listener)) {
            supervisor.start(part("broker", stop.formatted("broker"), 1)).get(20, TimeUnit.SECONDS);
            supervisor.start(part("loader", stop.formatted("loader"), 2)).get(20, TimeUnit.SECONDS);
            supervisor.start(part("store", stop.formatted("store"), 0)).get(20, TimeUnit.SECONDS);
        }

        assertThat(Files.readAllLines(order)).containsExactly("loader", "broker", "store");
        assertThat(heard).noneMatch(line -> line.contains("ended"));
    }

    @Test
    void doesNotWaitForAPauseWhenItIsClosed() throws Exception {
        var supervisor = new Supervisor(listener);
        var unused = supervisor.start(part("river", "exit 3", 1));
        await().atMost(SOON).until(() -> !heard.isEmpty());

        supervisor.close();

        assertThatThrownBy(() -> supervisor.start(part("other", "sleep 1", 1)).get())
                .hasMessageContaining("stopping");
    }

    @Test
    void waitsLongerEachTimeAndForgetsWhenAPartHasRunWell() {
        var pauses = new RestartPauses();

        assertThat(List.of(
                        pauses.after(Duration.ZERO), pauses.after(Duration.ZERO), pauses.after(Duration.ofMinutes(2))))
                .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(500));
        for (int i = 0; i < 20; i++) {
            assertThat(pauses.after(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    private Part part(String name, String script, int layer) {
        Path up = folder.resolve(name + ".up");
        String whole = script.startsWith("exit") ? script : "echo $$ > " + up + "; " + script;
        var child = new ChildSpec(
                name,
                script.startsWith("trap") || script.startsWith("exit")
                        ? GuardedCommand.of("TERM", List.of("/bin/sh", "-c", whole))
                        : List.of("/bin/sh", "-c", whole.replace("sleep", "exec sleep")),
                Map.of(),
                folder.resolve(name + ".log"),
                folder.resolve(name + ".pid"));
        String title = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return new Part(title, child, pid -> isUp(up, pid), layer, SOON);
    }

    /** A part is up when its own process, or one under it, has said so. */
    private static boolean isUp(Path up, long pid) {
        try {
            if (!Files.exists(up)) {
                return false;
            }
            String said = Files.readString(up).strip();
            return said.equals(String.valueOf(pid))
                    || ProcessHandle.of(pid).stream()
                            .flatMap(ProcessHandle::descendants)
                            .anyMatch(process -> said.equals(String.valueOf(process.pid())));
        } catch (IOException e) {
            return false;
        }
    }

    private long pid(String name) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve(name + ".up")).strip());
    }
}
