package org.fhirriver.hapi.hooks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.fhirriver.hapi.Mapping;
import org.fhirriver.hapi.ProcessEvent;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.RecordRejected;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.threads.BoundedThread;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of a hook. It is called by one thread at a time, and whatever it does is over for the caller when its
 * time is.
 */
public final class Hook implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Hook.class);

    private final Path file;
    private final ProcessEvent processEvent;
    private final HookLines lines;
    private final BoundedThread thread;

    Hook(Path file, ProcessEvent processEvent, HookLines lines) {
        this.file = file;
        this.processEvent = processEvent;
        this.lines = lines;
        this.thread = new BoundedThread(
                "hook " + file.getFileName(), processEvent.getClass().getClassLoader());
    }

    /** The file that the hook was compiled from. */
    public Path file() {
        return file;
    }

    /**
     * Runs the hook for a record.
     *
     * @throws RecordRejected when the hook, or the mapping that it called, rejects the record, throws, or does not end
     *     in time
     * @throws Unreachable when something outside is away, or when earlier records still keep the hook from running
     */
    public List<Resource> run(RecordEvent event, Mapping mapping, Duration limit) throws RecordRejected, Unreachable {
        try {
            List<Resource> resources = thread.call(() -> processEvent.processEvent(event, mapping), limit);
            if (resources == null || resources.stream().anyMatch(Objects::isNull)) {
                throw new RecordRejected("The hook %s returned null".formatted(file.getFileName()));
            }
            return resources;
        } catch (TimeoutException e) {
            throw new RecordRejected(
                    "The hook %s did not end within %d ms".formatted(file.getFileName(), limit.toMillis()));
        } catch (BoundedThread.ExhaustedException e) {
            throw new Unreachable(
                    "the hook " + file.getFileName(),
                    "The hook %s hangs in %d records already; its pipeline waits until the file is mended"
                            .formatted(file.getFileName(), e.hanging()));
        } catch (ExecutionException e) {
            throw rejection(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Lets the hook give back what it holds. */
    @Override
    public void close() {
        thread.close();
        if (processEvent instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.warn(
                        "The hook {} threw {} when it was closed",
                        file,
                        e.getClass().getName());
            }
        }
    }

    private RecordRejected rejection(Throwable thrown) throws Unreachable {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
        // A hook may have wrapped what the mapping threw, as it must inside of a lambda.
        Set<Throwable> seen = new HashSet<>();
        for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
            if (at instanceof RecordRejected rejected) {
                return rejected;
            }
            if (at instanceof Unreachable unreachable) {
                throw unreachable;
            }
        }
        String where = lines.line(thrown).map(line -> ":" + line).orElse("");
        return new RecordRejected("The hook %s%s threw %s"
                .formatted(file.getFileName(), where, thrown.getClass().getName()));
    }
}
