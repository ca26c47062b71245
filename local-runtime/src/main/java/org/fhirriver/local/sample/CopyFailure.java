package org.fhirriver.local.sample;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says what PostgreSQL refused without repeating the value, which its own message does. */
final class CopyFailure {

    private static final Pattern PLACE = Pattern.compile("COPY \\w+, line (\\d+)(?:, column (\\w+))?");

    private CopyFailure() {}

    static SampleProblem explain(String file, SQLException failure) {
        Optional<ServerErrorMessage> server = server(failure);
        Matcher place = PLACE.matcher(server.map(ServerErrorMessage::getWhere).orElse(""));
        if (!place.find()) {
            return new SampleProblem("%s cannot be loaded: %s".formatted(file, reason(failure)));
        }
        // The header is not among the lines that PostgreSQL counts.
        long line = Long.parseLong(place.group(1)) + 1;
        String column = place.group(2) == null ? "" : ", column " + place.group(2);
        return new SampleProblem("%s, line %d%s: %s".formatted(file, line, column, reason(failure)));
    }

    static SampleProblem explainSchema(Path schema, SQLException failure) {
        String what = server(failure).map(ServerErrorMessage::getMessage).orElse(reason(failure));
        return new SampleProblem(schema + ": " + what);
    }

    private static Optional<ServerErrorMessage> server(SQLException failure) {
        return failure instanceof PSQLException ours
                ? Optional.ofNullable(ours.getServerErrorMessage())
                : Optional.empty();
    }

    private static String reason(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "22P02", "22007", "22008", "22003" -> "the value does not fit the column's type";
            case "22001" -> "the value is too long for the column";
            case "23502" -> "the column needs a value";
            case "23505" -> "the key is there already";
            case "23503" -> "it refers to a row that is not there";
            case "23514" -> "a check of the table refuses it";
            case "53100" -> "the disk is full";
            default -> "PostgreSQL refuses it (" + state + ")";
        };
    }
}
