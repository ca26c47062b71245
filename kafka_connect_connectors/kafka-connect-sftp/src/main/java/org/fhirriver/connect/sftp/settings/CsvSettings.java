package org.fhirriver.connect.sftp.settings;

import java.nio.charset.Charset;

/**
 * How the files are written.
 *
 * @param escape what stands before a quote within quotes, beside another quote; 0 for nothing
 * @param nullValue an unquoted field with this text is null; empty for none
 * @param skipLines how many lines stand before the header
 * @param maxQuotedLines how many lines a quoted field may span
 * @param maxRecordBytes how long a record may be
 */
public record CsvSettings(
        boolean header,
        boolean caseSensitive,
        char separator,
        char quote,
        char escape,
        NullIndicator nulls,
        String nullValue,
        Charset charset,
        int skipLines,
        int maxQuotedLines,
        int maxRecordBytes) {}
