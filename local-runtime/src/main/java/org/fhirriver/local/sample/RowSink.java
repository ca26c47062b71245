package org.fhirriver.local.sample;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Takes rows into one table, where an empty field becomes NULL; they are there when it is closed. */
interface RowSink extends AutoCloseable {

    void add(List<String> fields) throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
}
