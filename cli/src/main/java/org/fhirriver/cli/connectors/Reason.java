package org.fhirriver.cli.connectors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a stack trace what a person wants to know. */
final class Reason {

    private static final Pattern MESSAGE = Pattern.compile("^(?:Caused by: )?[\\w.$]+: (.+)");

    /** What the databases' servers and Debezium say when the place in the log of changes is gone. */
    private static final List<String> GONE = List.of(
            "no longer available on the server",
            "binlog files have been purged",
            "Could not find first log file name in binary log index file",
            "can no longer get changes from replication slot",
            "can no longer access replication slot");

    /** What Debezium wraps each failure in. */
    private static final String WRAPPING = "An exception occurred in the change event producer";

    private static final int LONGEST = 300;

    private Reason() {}

    /** The first message that says something, without its exception's class; what is known is said in words. */
    static String of(String trace) {
        if (GONE.stream().anyMatch(trace::contains)) {
            return "the log of changes is gone from where it was read last (a slot was dropped, or a binlog purged);"
                    + " changes since then are lost to it: see river connectors recapture --help";
        }
        String reason = trace.lines()
                .map(MESSAGE::matcher)
                .filter(Matcher::find)
                .map(message -> message.group(1))
                .filter(message -> !message.startsWith(WRAPPING))
                .findFirst()
                .orElseGet(() -> trace.lines().findFirst().orElse(""));
        return reason.length() > LONGEST ? reason.substring(0, LONGEST) + " ..." : reason;
    }
}
