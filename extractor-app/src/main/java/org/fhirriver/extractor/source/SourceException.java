package org.fhirriver.extractor.source;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * A source database did not give what it was asked for. The message is for a person, and has neither SQL nor values:
 * what a driver says is never passed on, only its SQLState.
 */
public abstract sealed class SourceException extends Exception {

    private static final long serialVersionUID = 1L;
    /** Classes of SQLState that say that the statement itself is wrong, so that asking again does not help. */
    private static final Set<String> OUR_FAULT =
            Set.of("07", "0A", "21", "22", "23", "26", "2F", "34", "37", "3F", "42");

    private SourceException(String message) {
        super(message);
    }

    /** The database does not answer, or not now; asking again later may help. */
    public static final class Unavailable extends SourceException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }
    }

    /** The database does not take what the pipeline asks; only another pipeline or another schema helps. */
    public static final class Refused extends SourceException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }

    /** What it means that a pipeline's rows, or the rows of one of its lists, are not given. */
    static SourceException ofReading(String system, String pipeline, SQLException failure) {
        String list = failure instanceof ListFailure of ? "'" + of.list() + "' of " : "";
        return of(system, "the reading of %spipeline '%s'".formatted(list, pipeline), failure);
    }

    /** What a failure of a database that is connected means. */
    static SourceException of(String system, String doing, SQLException failure) {
        String state = state(failure).orElse("");
        String hint = SqlStates.hint(state, code(failure));
        if (state.length() == 5 && OUR_FAULT.contains(state.substring(0, 2))) {
            return new Refused("The database '%s' refused %s%s".formatted(system, doing, hint));
        }
        return new Unavailable("The database '%s' failed at %s%s".formatted(system, doing, hint));
    }

    /** What it means that a database cannot be connected to. */
    static SourceException notConnected(String system, SQLException failure) {
        String hint = SqlStates.hint(state(failure).orElse(""), code(failure));
        return new Unavailable("The database '%s' does not answer%s".formatted(system, hint));
    }

    /** The code of the first failure of a database in the chain of causes that has one. */
    private static int code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
                return sql.getErrorCode();
            }
        }
        return 0;
    }

    /** The first SQLState in the chain of causes that has the form of one. */
    static Optional<String> state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (state != null && state.matches("[0-9A-Z]{5}")) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
