package org.fhirriver.connect.jdbc.settings;

import java.sql.Connection;

/** The isolation of the transactions that rows are read in. */
public enum Isolation {
    /** What the dialect takes for right: one snapshot a read where the database has that, else the server's default. */
    DEFAULT(Connection.TRANSACTION_NONE),
    READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE),
    /** SQL Server's snapshot isolation, by the number that its driver has for it. */
    SQL_SERVER_SNAPSHOT(0x1000);

    private final int jdbc;

    Isolation(int jdbc) {
        this.jdbc = jdbc;
    }

    /** The number that JDBC has for it. */
    public int jdbc() {
        return jdbc;
    }
}
