package org.fhirriver.connect.sftp.framing;

/**
 * What tells records apart.
 *
 * @param escape what may stand before a quote within quotes; 0 for nothing
 * @param maxQuotedLines how many lines a quoted field may span
 * @param maxBytes how long a record may be
 */
public record Grammar(char separator, char quote, char escape, int maxQuotedLines, int maxBytes) {}
