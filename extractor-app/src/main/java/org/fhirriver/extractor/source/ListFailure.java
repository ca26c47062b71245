package org.fhirriver.extractor.source;

import java.sql.SQLException;

/** A database does not give the rows of one of a record's lists. */
final class ListFailure extends SQLException {

    private static final long serialVersionUID = 1L;

    private final String list;

    /**
     * What a database tells, with the place.
     *
     * @param list the list's name in the pipeline's file
     */
    ListFailure(String list, SQLException told) {
        super("The list " + list, told.getSQLState(), told.getErrorCode(), told);
        this.list = list;
    }

    String list() {
        return list;
    }
}
