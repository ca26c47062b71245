package org.fhirriver.local.river;

/**
 * Where everything listens.
 *
 * @param offset added to every usual port
 */
public record Ports(int offset) {

    private static final int HIGHEST_USUAL = 27_017;

    /** The largest offset that leaves all ports valid. */
    public static final int LARGEST_OFFSET = 65_535 - HIGHEST_USUAL;

    /** The broker, for clients. */
    public int kafka() {
        return 9092 + offset;
    }

    /** The broker's controller. */
    public int kafkaController() {
        return 9093 + offset;
    }

    /** PostgreSQL. */
    public int postgresql() {
        return 5432 + offset;
    }

    /** MariaDB. */
    public int mariadb() {
        return 3306 + offset;
    }

    /** The store, MongoDB's usual port. */
    public int store() {
        return HIGHEST_USUAL + offset;
    }

    /** The extractor's HTTP API. */
    public int extractor() {
        return 5000 + offset;
    }

    /** The transformer's health and metrics. */
    public int transformer() {
        return 5001 + offset;
    }

    /** The loader's health and metrics. */
    public int loader() {
        return 5002 + offset;
    }

    /** The SFTP server. */
    public int sftp() {
        return 2222 + offset;
    }

    /** Kafka Connect's REST API. */
    public int connect() {
        return 8083 + offset;
    }
}
