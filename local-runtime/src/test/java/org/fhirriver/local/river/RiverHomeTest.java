package org.fhirriver.local.river;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RiverHomeTest {

    @TempDir
    Path folder;

    @Test
    void clearsItsOwnAndNothingElse() throws Exception {
        var home = new RiverHome(folder.resolve("home"));
        Files.createDirectories(home.kafka().resolve("topic-0"));
        Files.writeString(home.kafka().resolve("topic-0/log"), "records");
        Files.createDirectories(home.logs());
        Files.writeString(home.folder().resolve("letter.txt"), "mine");

        home.clear();

        assertThat(home.folder()).isDirectoryContaining("glob:**letter.txt");
        assertThat(home.kafka()).doesNotExist();
        assertThat(home.logs()).doesNotExist();
    }

    @Test
    void goesAwayWhenNothingElseIsInIt() throws Exception {
        var home = new RiverHome(folder.resolve("home"));
        Files.createDirectories(home.run());

        home.clear();

        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void isOneRiversAtATime() throws Exception {
        var home = new RiverHome(folder);
        Optional<RiverLock> first = RiverLock.take(home);

        assertThat(first).isPresent();
        assertThat(RiverLock.isTaken(home)).isTrue();
        assertThat(RiverLock.take(home)).isEmpty();
        assertThat(RiverLock.holder(home))
                .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
        first.orElseThrow().close();
        assertThat(RiverLock.isTaken(home)).isFalse();
    }
}
