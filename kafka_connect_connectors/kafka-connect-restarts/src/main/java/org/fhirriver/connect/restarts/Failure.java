package org.fhirriver.connect.restarts;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a connector or a task failed, as far as its trace tells. */
final class Failure {

    private static final String CAUSE = "Caused by: ";

    /** Exceptions of a line that breaks, or of a server that nobody reaches. */
    private static final Set<String> OF_LINES = Set.of(
            "java.io.EOFException",
            "java.net.ConnectException",
            "java.net.NoRouteToHostException",
            "java.net.PortUnreachableException",
            "java.net.SocketException",
            "java.net.SocketTimeoutException",
            "java.net.UnknownHostException",
            "java.nio.channels.ClosedChannelException",
            "java.sql.SQLNonTransientConnectionException",
            "java.sql.SQLRecoverableException",
            "java.sql.SQLTransientConnectionException",
            "java.util.concurrent.TimeoutException",
            "com.mysql.cj.jdbc.exceptions.CommunicationsException",
            "com.mysql.cj.exceptions.CJCommunicationsException");

    /** What PostgreSQL says while it stops and starts. */
    private static final Set<String> OF_RESTARTS = Set.of(
            "the database system is starting up",
            "the database system is shutting down",
            "the database system is in recovery mode",
            "terminating connection due to administrator command");

    private Failure() {}

    /** Whether a line to a server broke, so that all goes on once there is another. */
    static boolean isOfALine(@Nullable String trace) {
        return trace != null && exceptions(trace).anyMatch(Failure::isOfLine);
    }

    /** The exceptions with their messages, the outermost first; where they were thrown from does not count. */
    private static Stream<String> exceptions(String trace) {
        String[] lines = trace.split("\n", -1);
        return Stream.concat(
                Stream.of(lines[0]),
                Stream.of(lines)
                        .map(String::strip)
                        .filter(line -> line.startsWith(CAUSE))
                        .map(line -> line.substring(CAUSE.length())));
    }

    private static boolean isOfLine(String exception) {
        int end = exception.indexOf(':');
        String name = end < 0 ? exception.strip() : exception.substring(0, end);
        return OF_LINES.contains(name) || OF_RESTARTS.stream().anyMatch(exception::contains);
    }
}
