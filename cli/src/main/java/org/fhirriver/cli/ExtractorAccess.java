package org.fhirriver.cli;

import java.io.IOException;
import java.util.Optional;
import org.fhirriver.cli.batch.Extractor;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.RiverLock;
import org.fhirriver.local.river.StartProblem;

/** Finds the extractor that commands speak to: the one of the running river, or the one at {@code RIVER_EXTRACTOR}. */
record ExtractorAccess(Surroundings surroundings) {

    /** What is asked of the extractor. */
    interface Question<T> {
        T ask(Extractor extractor) throws IOException, InterruptedException;
    }

    /** Asks the extractor; one that does not answer ends the command with a sentence. */
    <T> T ask(Question<T> question) throws InterruptedException {
        String address = address();
        try {
            return question.ask(new Extractor(address, surroundings.given("RIVER_API_KEY")));
        } catch (Extractor.Refused e) {
            throw new StartProblem(ExitCode.NOT_ALL_LOADED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new StartProblem(ExitCode.RUNNING, "The extractor at %s does not answer".formatted(address));
        }
    }

    private String address() {
        Optional<String> given = surroundings.given("RIVER_EXTRACTOR");
        if (given.isPresent()) {
            return given.get().replaceAll("/+$", "");
        }
        try {
            if (!RiverLock.isTaken(surroundings.home())) {
                throw new StartProblem(
                        ExitCode.RUNNING, "The river does not run: start it with ./river up, or give RIVER_EXTRACTOR");
            }
            return Optional.ofNullable(surroundings.home().writtenAddresses().get("extractor"))
                    .orElseThrow(() -> new StartProblem(
                            ExitCode.RUNNING, "The river is just starting: try again when it is ready"));
        } catch (IOException e) {
            throw new StartProblem(ExitCode.RUNNING, "The river's state folder cannot be read");
        }
    }
}
