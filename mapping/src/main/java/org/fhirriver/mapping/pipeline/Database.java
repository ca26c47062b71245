package org.fhirriver.mapping.pipeline;

import java.util.List;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problem;

/**
 * The database of a source system, as far as this process's environment knows it.
 *
 * @param url the JDBC URL
 * @param user the user; empty when the database asks for none
 * @param password the password; empty when there is none; never shown
 * @param position where the database is described
 * @param unresolved variables and files that the description names and that do not exist here; a service that opens the
 *     database cannot go on with them, all others need not care
 */
public record Database(String url, String user, String password, Position position, List<Problem> unresolved) {

    public Database {
        unresolved = List.copyOf(unresolved);
    }

    /** Only the place: a URL may hold a secret as well. */
    @Override
    public String toString() {
        return "the database of " + position;
    }
}
