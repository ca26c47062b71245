package org.fhirriver.connect.sftp.settings;

/** What a line does that cannot be read. */
public enum OnError {
    /** It ends the task. */
    FAIL,
    /** It goes to the error topic. */
    IGNORE,
    /** It goes to the error topic, and the log says where it was. */
    LOG
}
