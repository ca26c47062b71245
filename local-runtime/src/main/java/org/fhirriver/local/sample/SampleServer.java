package org.fhirriver.local.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server that systems' databases are made in, each kind of server in its own way. */
interface SampleServer {

    /** Where a database's rows came from; empty when there is no such database, or it was left half made. */
    Optional<Provenance> provenance(String database) throws SQLException;

    /** Begins a database anew, and connects to it; what it grows is not to be taken for the database yet. */
    Connection begin(String database) throws SQLException;

    /** Runs the statements of a schema. */
    void run(Connection connection, String schema) throws SQLException;

    /** The tables with their columns, both in lower case and in an order in which they can be filled. */
    Map<String, Set<String>> tables(Connection connection) throws SQLException;

    /** Opens a table for rows. */
    RowSink open(Connection connection, String table, List<String> columns) throws SQLException;

    /** Brings the server's knowledge of the rows up to date. */
    void analyze(Connection connection) throws SQLException;

    /** Makes what has grown the database; its connection is closed. */
    void end(String database, Provenance provenance) throws SQLException;

    /** Why the server refuses rows, without a value. */
    SampleProblem explain(String file, SQLException failure);

    /** Why the server refuses a schema. */
    SampleProblem explainSchema(Path schema, SQLException failure);
}
