package org.fhirriver.connect.sftp.reading;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.sftp.framing.Frame;
import org.fhirriver.connect.sftp.rows.Unreadable;
import org.fhirriver.connect.sftp.server.ConnectionLost;
import org.fhirriver.connect.sftp.server.FileState;
import org.fhirriver.connect.sftp.server.Refused;
import org.fhirriver.connect.sftp.server.ServerSession;
import org.fhirriver.connect.sftp.settings.OnError;
import org.fhirriver.connect.sftp.settings.SftpSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one file to its end, over as many connections as it takes.
 *
 * <p>The end counts when the file is still what it was when reading began; if it has grown, reading goes on.
 */
final class FileReading {

    private static final Logger log = LoggerFactory.getLogger(FileReading.class);

    private final SftpSettings settings;
    private final Records records;
    private FileState file;
    private Progress progress;
    private State state = State.READING;
    private @Nullable OpenText open;
    private @Nullable Frame last;
    private boolean grown;
    private long changedNanos;

    /** Where the reading of a file is. */
    enum State {
        READING,
        /** What there is was read, but the file was written a moment ago. */
        WAITING,
        /** All of the file was read. */
        FINISHED,
        /** The file became another one: it has to be read from its beginning. */
        CHANGED
    }

    FileReading(FileState file, Progress progress, SftpSettings settings) {
        this.file = file;
        this.progress = progress;
        this.settings = settings;
        this.records = new Records(file.path(), settings);
    }

    FileState file() {
        return file;
    }

    State state() {
        return state;
    }

    boolean hasBadLines() {
        return progress.bad() > 0;
    }

    /** The next records; fewer than asked for, or none, when the file or the connection ends. */
    List<SourceRecord> next(ServerSession session, int most) throws IOException {
        var batch = new ArrayList<SourceRecord>();
        state = State.READING;
        try {
            while (batch.size() < most && state == State.READING) {
                read(session, batch);
            }
        } catch (IOException e) {
            close();
            // What was read before is handed over first: the next call meets the same failure, or none any more.
            if (batch.isEmpty()) {
                failed(session, batch, e);
            }
        }
        if (state != State.READING) {
            close();
        }
        return batch;
    }

    private void read(ServerSession session, List<SourceRecord> batch) throws IOException {
        OpenText text = open == null ? reopen(session, batch) : open;
        if (text == null) {
            return;
        }
        Optional<Frame> frame = text.next();
        if (frame.isEmpty() || frame.get().atEnd()) {
            if (!isSettled(session, text)) {
                return;
            }
        }
        if (frame.isPresent()) {
            take(text, frame.get(), batch);
        } else if (text.nextText()) {
            progress = progress.nextEntry();
            checkHeader(text, batch);
        } else {
            state = State.FINISHED;
        }
    }

    private @Nullable OpenText reopen(ServerSession session, List<SourceRecord> batch) throws IOException {
        if (!isTheSame(session)) {
            return null;
        }
        Progress from = progress;
        if (grown && last != null) {
            from = progress.at(last.position(), last.line());
        }
        Optional<OpenText> found = OpenText.open(session, file.path(), from, settings, records.topic());
        if (found.isEmpty()) {
            state = State.FINISHED;
            return null;
        }
        open = found.get();
        if (grown && !goesOn(open)) {
            state = State.CHANGED;
            return null;
        }
        grown = false;
        checkHeader(open, batch);
        return state == State.READING ? open : null;
    }

    /** Whether a file that has grown still has what was read last: else it is another one under the same name. */
    private boolean goesOn(OpenText text) throws IOException {
        Frame known = last;
        if (known == null) {
            return progress.position() == 0;
        }
        Optional<Frame> again = text.next();
        return again.isPresent() && Arrays.equals(again.get().bytes(), known.bytes());
    }

    /** Without its header nothing can be said about the rows of a text: the next one is taken, if there is one. */
    private void checkHeader(OpenText text, List<SourceRecord> batch) throws IOException {
        while (text.problem().isPresent() && state == State.READING) {
            Frame header = text.header();
            if (progress.position() <= header.position()) {
                bad(header, text.problem().get(), batch);
            }
            if (state == State.READING && text.nextText()) {
                progress = progress.nextEntry();
            } else if (state == State.READING) {
                state = State.FINISHED;
            }
        }
    }

    private boolean isTheSame(ServerSession session) throws IOException {
        Optional<FileState> now = session.file(file.path());
        if (now.isPresent() && now.get().equals(file)) {
            return true;
        }
        if (now.isPresent() && now.get().size() > file.size() && (last != null || progress.position() == 0)) {
            changed(now.get());
            return true;
        }
        state = State.CHANGED;
        return false;
    }

    private void changed(FileState now) {
        file = now;
        progress = progress.in(now);
        changedNanos = System.nanoTime();
        grown = true;
    }

    /** Whether the end that was met is the file's: nobody has written to it, or not for a while. */
    private boolean isSettled(ServerSession session, OpenText text) throws IOException {
        FileState before = file;
        if (!isTheSame(session)) {
            return false;
        }
        boolean changedNow = !before.equals(file);
        if (changedNow && !text.isPlain()) {
            state = State.CHANGED;
            return false;
        }
        long quietNanos = System.nanoTime() - changedNanos;
        boolean young = changedNanos != 0
                && quietNanos < settings.folders().minimumAge().toNanos();
        if (changedNow || young) {
            grown = true;
            state = State.WAITING;
            return false;
        }
        return true;
    }

    private void take(OpenText text, Frame frame, List<SourceRecord> batch) throws IOException {
        if (frame.problem().isPresent()) {
            bad(frame, frame.problem().get(), batch);
            return;
        }
        try {
            var row = text.row(frame);
            last = frame;
            progress = progress.at(frame.next(), frame.line() + frame.lines());
            batch.add(records.row(row, progress));
        } catch (Unreadable e) {
            bad(frame, e.problem(), batch);
        }
    }

    private void bad(Frame frame, String problem, List<SourceRecord> batch) {
        String place = file.path() + ":" + frame.line();
        if (settings.records().onError() == OnError.FAIL) {
            if (!batch.isEmpty()) {
                // The rows before it are handed over first.
                close();
                state = State.WAITING;
                return;
            }
            throw new ConnectException("A bad line, " + place + ": " + problem);
        }
        if (settings.records().onError() == OnError.LOG) {
            log.warn("A bad line, {}: {}", place, problem);
        }
        last = frame;
        progress = progress.at(frame.next(), frame.line() + frame.lines()).withBad();
        OpenText text = open;
        Charset charset = text == null ? settings.csv().charset() : text.charset();
        batch.add(records.bad(frame, charset, problem, progress));
    }

    private void failed(ServerSession session, List<SourceRecord> batch, IOException failure) throws IOException {
        if (failure instanceof ConnectionLost) {
            throw failure;
        }
        if (!session.file(file.path()).equals(Optional.of(file))) {
            // Somebody took it away or wrote to it between two looks.
            state = State.CHANGED;
        } else if (failure instanceof Refused) {
            throw failure;
        } else {
            damaged(batch, failure);
        }
    }

    private void damaged(List<SourceRecord> batch, IOException damage) {
        String problem =
                "the packed file is damaged from here on (" + damage.getClass().getSimpleName() + ")";
        var frame = new Frame(
                progress.position(), progress.position(), progress.line(), 1, new byte[0], Optional.of(problem), true);
        bad(frame, problem, batch);
        if (state == State.READING) {
            state = State.FINISHED;
        }
    }

    /** Lets go of the connection; the next call opens the file again. */
    void close() {
        OpenText text = open;
        open = null;
        if (text != null) {
            try {
                text.close();
            } catch (IOException e) {
                log.debug("Closing {} failed", file.path(), e);
            }
        }
    }
}
