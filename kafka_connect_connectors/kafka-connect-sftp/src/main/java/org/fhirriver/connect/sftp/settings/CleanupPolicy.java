package org.fhirriver.connect.sftp.settings;

/** What becomes of a file whose rows are in Kafka. */
public enum CleanupPolicy {
    /** It stays where it is. */
    NONE,
    /** It is deleted. */
    DELETE,
    /** It moves to the folder of finished files, or of files with errors. */
    MOVE
}
