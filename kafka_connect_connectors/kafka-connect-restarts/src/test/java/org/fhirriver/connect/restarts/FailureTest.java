package org.fhirriver.connect.restarts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailureTest {

    @Test
    void isOfALineWhereACauseIs() {
        String inAMessage = """
                org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
                \tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:76)
                Caused by: io.debezium.DebeziumException: Failed to deserialize data of EventHeaderV4{eventType=UPDATE_ROWS}
                \t... 5 more
                Caused by: java.net.SocketException: Connection reset
                \tat java.base/java.net.SocketInputStream.read(SocketInputStream.java:186)
                """;

        assertThat(Failure.isOfALine(inAMessage)).isTrue();
        assertThat(Failure.isOfALine("java.net.ConnectException")).isTrue();
        assertThat(Failure.isOfALine("""
                io.debezium.DebeziumException: Couldn't initialize type registry
                Caused by: org.postgresql.util.PSQLException: FATAL: the database system is starting up
                """)).isTrue();
    }

    @Test
    void isOfNoLineWhereTheLogIsGone() {
        assertThat(Failure.isOfALine("""
                org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
                Caused by: com.github.shyiko.mysql.binlog.network.ServerException: Could not find first log file name
                \tat java.net.SocketException.<init>(SocketException.java:1)
                """)).isFalse();
        assertThat(Failure.isOfALine("org.postgresql.util.PSQLException: ERROR: replication slot does not exist"))
                .isFalse();
        assertThat(Failure.isOfALine(null)).isFalse();
        assertThat(Failure.isOfALine("")).isFalse();
    }
}
