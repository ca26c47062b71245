package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.RiverHome;
import org.fhirriver.local.river.RiverLock;
import org.fhirriver.local.river.StartProblem;
import picocli.CommandLine.Command;

/** Clears all state. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Clear all state: topics, databases, the store, logs.",
            "The next `river up` begins anew. Refuses while the river runs."
        })
final class ResetCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    ResetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RiverHome home = surroundings.home();
        String shown = surroundings.shown(home.folder());
        if (!Files.exists(home.folder())) {
            surroundings.screen().line("There is nothing to clear in " + shown + ".");
            return ExitCode.OK.status();
        }
        Optional<RiverLock> lock = RiverLock.take(home);
        if (lock.isEmpty()) {
            throw new StartProblem(
                    ExitCode.RUNNING,
                    "The river runs (process %s): stop it with Ctrl-C first".formatted(RiverLock.holder(home)));
        }
        try {
            home.endLeftovers();
            home.clear();
        } finally {
            lock.get().close();
        }
        surroundings.screen().line("Cleared " + shown + ". The next ./river up begins anew.");
        return ExitCode.OK.status();
    }
}
