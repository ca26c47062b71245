package org.fhirriver.connect.sftp.reading;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.fhirriver.connect.sftp.framing.Frame;
import org.fhirriver.connect.sftp.framing.Framer;
import org.fhirriver.connect.sftp.framing.Grammar;
import org.fhirriver.connect.sftp.framing.Units;
import org.fhirriver.connect.sftp.rows.Fields;
import org.fhirriver.connect.sftp.rows.RowShape;
import org.fhirriver.connect.sftp.rows.Unreadable;
import org.fhirriver.connect.sftp.server.ServerSession;
import org.fhirriver.connect.sftp.settings.CsvSettings;
import org.fhirriver.connect.sftp.settings.SftpSettings;
import org.jspecify.annotations.Nullable;

/** A text of a file that is open: its header is read, and the next record is the one where reading goes on. */
final class OpenText implements AutoCloseable {

    private final SftpSettings settings;
    private final String topic;
    private final Texts texts;
    private Units units;
    private Fields fields;
    private Framer framer;
    private @Nullable InputStream further;
    private @Nullable RowShape shape;
    private @Nullable Frame header;
    private String headerProblem = "";

    private OpenText(SftpSettings settings, String topic, Texts texts) {
        this.settings = settings;
        this.topic = topic;
        this.texts = texts;
        this.units = Units.of(settings.csv().charset());
        this.fields = new Fields(settings.csv(), charset());
        this.framer = framer(InputStream.nullInputStream(), 0, 1);
    }

    /** Opens a file at the place where reading goes on; empty when there is no such text in it. */
    static Optional<OpenText> open(
            ServerSession session, String path, Progress from, SftpSettings settings, String topic) throws IOException {
        var open = new OpenText(settings, topic, Texts.of(session.read(path, 0)));
        try {
            return open.find(session, path, from) ? Optional.of(open) : Optional.empty();
        } catch (IOException e) {
            open.close();
            throw e;
        }
    }

    private boolean find(ServerSession session, String path, Progress from) throws IOException {
        for (int entry = 0; entry < from.entry(); entry++) {
            texts.next();
        }
        Optional<InputStream> text = texts.next();
        if (text.isEmpty()) {
            close();
            return false;
        }
        long begun = begin(text.get());
        if (from.position() > begun && texts.packing() == Texts.Packing.NONE) {
            further = session.read(path, from.position());
            framer = framer(further, from.position(), from.line());
        } else if (from.position() > begun) {
            framer.skipTo(from.position(), from.line());
        }
        return true;
    }

    private Framer framer(InputStream stream, long position, long line) {
        CsvSettings csv = settings.csv();
        var grammar =
                new Grammar(csv.separator(), csv.quote(), csv.escape(), csv.maxQuotedLines(), csv.maxRecordBytes());
        return new Framer(stream, units, grammar, position, line);
    }

    /** Goes on with the file's next text; false when there is none. */
    boolean nextText() throws IOException {
        Optional<InputStream> text = texts.next();
        if (text.isPresent()) {
            begin(text.get());
        }
        return text.isPresent();
    }

    /** Reads what stands before the first row, and says where that row begins. */
    private long begin(InputStream text) throws IOException {
        shape = null;
        header = null;
        headerProblem = "";
        BufferedInputStream stream = ByteOrderMark.lookable(text);
        ByteOrderMark mark = ByteOrderMark.skip(stream);
        units = mark.units(settings.csv().charset());
        fields = new Fields(settings.csv(), charset());
        framer = framer(stream, mark.length(), 1);
        long begun = mark.length();
        for (int line = 0; line < settings.csv().skipLines(); line++) {
            begun = framer.nextLine().map(Frame::next).orElse(begun);
        }
        if (settings.csv().header()) {
            header = framer.next().orElse(null);
            readHeader();
        }
        return header == null ? begun : header.next();
    }

    private void readHeader() {
        Frame read = header;
        if (read == null) {
            return;
        }
        if (read.problem().isPresent()) {
            headerProblem = "the header cannot be read: " + read.problem().get();
            return;
        }
        try {
            shape = RowShape.ofHeader(fields.of(read.bytes()), settings, topic);
        } catch (Unreadable e) {
            headerProblem = e.problem();
        }
    }

    /** The text's encoding. */
    Charset charset() {
        Charset configured = settings.csv().charset();
        // UTF-8's mark alone makes a text of bytes where UTF-16 is configured.
        boolean other = units == Units.BYTES && Units.of(configured) != Units.BYTES;
        return other ? StandardCharsets.UTF_8 : units.charset(configured);
    }

    /** What is wrong with the text as a whole, so that none of its rows can be read; empty if nothing is. */
    Optional<String> problem() {
        return Optional.of(headerProblem).filter(problem -> !problem.isEmpty());
    }

    /** The header's lines. */
    Frame header() {
        return header == null ? new Frame(0, 0, 1, 1, new byte[0], Optional.empty(), true) : header;
    }

    /** The next record's bytes; empty at the text's end. */
    Optional<Frame> next() throws IOException {
        return framer.next();
    }

    /** The row that a record's bytes are. */
    RowShape.Row row(Frame frame) throws Unreadable {
        List<@Nullable String> values = fields.of(frame.bytes());
        RowShape known = shape;
        if (known == null) {
            known = RowShape.ofCount(values.size(), settings, topic);
            shape = known;
        }
        return known.row(values);
    }

    /** Whether it is a text as it is, without any packing. */
    boolean isPlain() {
        return texts.packing() == Texts.Packing.NONE;
    }

    @Override
    public void close() throws IOException {
        texts.close();
        if (further != null) {
            further.close();
        }
    }
}
