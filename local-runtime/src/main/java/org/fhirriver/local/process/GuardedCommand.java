package org.fhirriver.local.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs a native program under a small shell that ends it when this JVM is gone.
 *
 * <p>The shell holds the other end of a pipe that only this JVM writes to. When the pipe closes, for whatever reason,
 * the shell sends the program its signal to stop; when the program ends, so does the shell, with the same status.
 * SIGTERM to the shell is passed on.
 */
public final class GuardedCommand {

    private static final String SCRIPT = """
            exec 3<&0
            signal=$1; shift
            "$@" 3<&- </dev/null &
            program=$!
            trap 'kill -s "$signal" "$program" 2>/dev/null' TERM INT HUP
            ( trap '' INT; while read -r line; do :; done; kill -s "$signal" "$program" 2>/dev/null ) <&3 3<&- >/dev/null 2>&1 &
            guard=$!
            exec 3<&-
            while :; do
              wait "$program"
              status=$?
              kill -0 "$program" 2>/dev/null || break
            done
            kill "$guard" 2>/dev/null
            exit "$status"
            """;

    private GuardedCommand() {}

    /**
     * The command line that runs a program under guard.
     *
     * @param stopSignal the signal's name that asks the program to stop, such as {@code INT}
     */
    public static List<String> of(String stopSignal, List<String> command) {
        var guarded = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "guard", stopSignal));
        guarded.addAll(command);
        return List.copyOf(guarded);
    }
}
