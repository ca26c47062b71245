package org.fhirriver.test;

import java.sql.Connection;
import java.sql.SQLException;

/** A server of the MySQL family with empty databases for a test. */
public interface DatabaseServer extends AutoCloseable {

    /** The host that it is on. */
    String host();

    /** Its port. */
    int port();

    /** The user who may do everything. */
    String user();

    /** The user's password, which may be empty. */
    String password();

    /** Makes an empty database and gives the JDBC address that a user would write for it. */
    String createDatabase(String name) throws SQLException;

    /** The name by which the server knows a database that was made here. */
    String nameOf(String database);

    /** Connects to a database; to none, where its name is empty. */
    Connection connect(String database) throws SQLException;

    @Override
    void close();
}
