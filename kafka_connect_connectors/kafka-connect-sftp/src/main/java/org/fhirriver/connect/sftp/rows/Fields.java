package org.fhirriver.connect.sftp.rows;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import org.fhirriver.connect.sftp.settings.CsvSettings;
import org.jspecify.annotations.Nullable;

/** Takes a record's bytes apart into fields. */
public final class Fields {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private final CsvSettings settings;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final CsvReader.CsvReaderBuilder reader;
    /** As many as the record before had. */
    private int count;

    /**
     * Fields of records.
     *
     * @param charset of the text that they are in
     */
    public Fields(CsvSettings settings, Charset charset) {
        this.settings = settings;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.reader = CsvReader.builder()
                .fieldSeparator(settings.separator())
                // A character that is in no text stands for having no quotes at all.
                .quoteCharacter(settings.quote() == 0 ? '\uFFFF' : settings.quote())
                .skipEmptyLines(false);
    }

    /** The fields of a row; null where the settings say so. */
    public List<@Nullable String> of(byte[] record) throws Unreadable {
        String text = text(record);
        try {
            List<@Nullable String> fields = reader.ofSingleCsvRecord(new Collector(settings, count), text);
            count = fields.size();
            return fields;
        } catch (CsvParseException e) {
            // Its own message has a character of the row.
            throw new Unreadable("a quoted field goes on behind its closing quote");
        }
    }

    private String text(byte[] record) throws Unreadable {
        String text = new String(record, charset);
        // What stands for bytes that are no text may also be in the text itself.
        if (text.indexOf(REPLACEMENT) >= 0 && !isText(record)) {
            throw new Unreadable("it has bytes that are not " + charset);
        }
        if (text.indexOf('\0') >= 0) {
            throw new Unreadable("it has a NUL character");
        }
        // Files that were joined have the mark in the middle.
        String bare = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        return settings.escape() == 0 || bare.indexOf(settings.escape()) < 0 ? bare : withDoubledQuotes(bare);
    }

    private boolean isText(byte[] record) {
        try {
            var unused = decoder.decode(ByteBuffer.wrap(record));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Writes what is escaped within quotes as the parser knows it: a quote as two. */
    private String withDoubledQuotes(String text) {
        var plain = new StringBuilder(text.length() + 8);
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (quoted && c == settings.escape() && next == settings.quote()) {
                plain.append(next).append(next);
                i++;
            } else if (quoted && c == settings.escape() && next == settings.escape()) {
                plain.append(c);
                i++;
            } else {
                quoted = c == settings.quote() ? !quoted : quoted;
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static final class Collector extends AbstractBaseCsvCallbackHandler<List<@Nullable String>> {

        private final CsvSettings settings;
        private final List<@Nullable String> fields;

        Collector(CsvSettings settings, int expected) {
            this.settings = settings;
            this.fields = new ArrayList<>(expected);
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            boolean isNull = length == 0
                    ? settings.nulls().isNull(quoted)
                    : !quoted && settings.nullValue().contentEquals(new String(buffer, offset, length));
            fields.add(isNull ? null : new String(buffer, offset, length));
        }

        @Override
        protected List<@Nullable String> buildRecord() {
            return fields;
        }
    }
}
