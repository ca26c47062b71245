package org.fhirriver.connect.jdbc.database;

import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a driver reports into words of our own.
 *
 * <p>A driver's message can hold values of the row that it failed on, so neither it nor the driver's exception is passed
 * on; the state, the code and the place are.
 */
public final class Failures {

    private Failures() {}

    /** A failure that stops the task or the connector. */
    public static ConnectException exception(String doing, SQLException failure) {
        var exception = new ConnectException(describe(doing, failure));
        // Where the driver failed is worth more than where we noticed.
        exception.setStackTrace(failure.getStackTrace());
        return exception;
    }

    /** What failed and how the database put it: {@code Reading t failed: SQLSTATE 08006, code 0 (no connection)}. */
    public static String describe(String doing, SQLException failure) {
        return doing + " failed: SQLSTATE " + failure.getSQLState() + ", code " + failure.getErrorCode() + " ("
                + meaning(failure) + ", " + failure.getClass().getSimpleName() + ")";
    }

    /** Whether it will fail again however often it is tried: the SQL, a name, the user or the password is wrong. */
    public static boolean isFinal(SQLException failure) {
        String state = stateClass(failure.getSQLState());
        return state.equals("28") || state.equals("3D") || state.equals("42") || state.equals("0A");
    }

    private static String meaning(SQLException failure) {
        return switch (stateClass(failure.getSQLState())) {
            case "08" -> "no connection";
            case "0A" -> "not supported";
            case "22" -> "a value does not fit its type";
            case "28" -> "wrong user or password";
            case "3D" -> "no such database";
            case "40" -> "rolled back in favour of another transaction";
            case "42" -> "no such table or column, no right to it, or wrong SQL";
            case "53" -> "out of resources";
            case "57" -> "stopped by the server";
            case "S1" -> "MySQL takes a password over TLS only: add ?sslMode=verify-full or trust to connection.url";
            default -> "see the database's log";
        };
    }

    private static String stateClass(@Nullable String state) {
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }
}
