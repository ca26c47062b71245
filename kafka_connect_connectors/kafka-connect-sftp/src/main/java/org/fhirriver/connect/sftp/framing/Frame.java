package org.fhirriver.connect.sftp.framing;

import java.util.Optional;

/**
 * One record's bytes, or those of lines that are no record.
 *
 * @param position where it begins, in bytes from the beginning of the text
 * @param next where the one behind it begins
 * @param line the number of its first line, from 1
 * @param lines how many lines it has
 * @param bytes its content without the line end; of bad lines the beginning at most
 * @param problem what is wrong with it, if anything is
 * @param atEnd whether only the end of the text ended it; a text that goes on to grow would have more
 */
public record Frame(
        long position, long next, long line, int lines, byte[] bytes, Optional<String> problem, boolean atEnd) {}
