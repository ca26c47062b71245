package org.fhirriver.cli.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReasonTest {

    @Test
    void isTheFirstMessageThatSaysSomething() {
        assertThat(Reason.of("""
                org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
                \tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:67)
                Caused by: io.debezium.DebeziumException: Access denied; you need the BINLOG MONITOR privilege
                \t... 6 more
                Caused by: java.sql.SQLException: something deeper
                """)).isEqualTo("Access denied; you need the BINLOG MONITOR privilege");
    }

    @Test
    void isTheFirstLineWithoutItsClass() {
        assertThat(Reason.of(
                        "org.apache.kafka.connect.errors.ConnectException: No table is called x\n\tat a.B.c(B.java)"))
                .isEqualTo("No table is called x");
        assertThat(Reason.of("Nothing but words")).isEqualTo("Nothing but words");
    }

    @Test
    void saysInWordsThatThePlaceIsGone() {
        assertThat(Reason.of("io.debezium.DebeziumException: The connector is trying to read change stream starting at"
                        + " PostgresOffsetContext [x], but this is no longer available on the server. Reconfigure"
                        + " the connector to use a snapshot mode when needed."))
                .startsWith("the log of changes is gone");
        assertThat(Reason.of(
                        "a.B: An exception occurred in the change event producer. This connector will be stopped.\n"
                                + "Caused by: io.debezium.DebeziumException: Could not find GTID state requested by slave in"
                                + " any binlog files. Probably the slave state is too old and required binlog files have"
                                + " been purged. Error code: 1236; SQLSTATE: HY000."))
                .startsWith("the log of changes is gone");
    }
}
