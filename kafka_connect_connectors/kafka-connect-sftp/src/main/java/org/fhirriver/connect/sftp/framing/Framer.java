package org.fhirriver.connect.sftp.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a stream into records without knowing what they mean, so that reading can go on behind any of them.
 *
 * <p>A quoted field that does not end within the lines it may span makes the line with its opening quote a bad one;
 * reading goes on behind that line. So one quote too many costs one line, not the rest of the file.
 */
public final class Framer {

    /** What is kept of bad lines. */
    private static final int EXCERPT = 8 * 1024;

    private final Grammar grammar;
    private final Window window;
    private final int longest;
    private final boolean[] stopsInPlain;
    private final boolean[] stopsInQuotes;
    private long line;

    /**
     * A framer at the beginning of a stream.
     *
     * @param position of the stream's first byte in the text
     * @param line of the stream's first byte, from 1
     */
    public Framer(InputStream stream, Units units, Grammar grammar, long position, long line) {
        this.grammar = grammar;
        this.window = new Window(stream, units, position);
        this.longest = grammar.maxBytes() / units.size();
        this.stopsInPlain = stops(grammar.separator());
        this.stopsInQuotes = stops(grammar.quote(), grammar.escape());
        this.line = line;
    }

    /** How the scan of one record went so far. */
    private static final class Scan {
        private int length;
        private int lines = 1;
        private int quotedLines = 1;
        /** The length up to behind the line with the quote that is open; 0 while that line has not ended. */
        private int openingEnd;

        private int openingLines;
    }

    private enum Place {
        FIELD_START,
        PLAIN,
        QUOTED,
        /** Behind a quote within quotes: the field's end, or the first of two. */
        QUOTE
    }

    /** Goes on at a place further behind. */
    public void skipTo(long position, long lineThere) throws IOException {
        window.skipTo(position);
        line = lineThere;
    }

    /** The next record or bad lines; empty at the end. Empty lines are passed over. */
    public Optional<Frame> next() throws IOException {
        int blank = window.lineEnd(0);
        while (blank > 0) {
            window.advance(blank);
            line++;
            blank = window.lineEnd(0);
        }
        return window.at(0) < 0 ? Optional.empty() : Optional.of(scan());
    }

    /** The next line as it is, whatever quotes are in it; empty at the end. */
    public Optional<Frame> nextLine() throws IOException {
        if (window.at(0) < 0) {
            return Optional.empty();
        }
        return Optional.of(restOfLine(new Scan(), Optional.empty()));
    }

    private Frame scan() throws IOException {
        var scan = new Scan();
        Place place = Place.FIELD_START;
        while (true) {
            int next = window.at(scan.length);
            if (next < 0) {
                return place == Place.QUOTED ? unclosed(scan, true) : frame(scan, 0, Optional.empty(), true);
            }
            if (scan.length > longest) {
                return tooLong(scan, place);
            }
            int ending = next == '\n' || next == '\r' ? window.lineEnd(scan.length) : 0;
            if (ending > 0 && place != Place.QUOTED) {
                return frame(scan, ending, Optional.empty(), false);
            }
            if (ending > 0) {
                quotedLineEnds(scan, ending);
                if (scan.quotedLines > grammar.maxQuotedLines()) {
                    return unclosed(scan, false);
                }
            } else {
                place = step(place, next, scan);
                scan.length++;
                skipOrdinary(place, scan);
            }
        }
    }

    /** Passes over what is nothing but content, which is nearly all. */
    private void skipOrdinary(Place place, Scan scan) {
        int most = longest - scan.length;
        if (place == Place.PLAIN) {
            scan.length += window.ordinary(scan.length, most, stopsInPlain);
        } else if (place == Place.QUOTED) {
            scan.length += window.ordinary(scan.length, most, stopsInQuotes);
        }
    }

    private static boolean[] stops(char... others) {
        boolean[] stops = new boolean[256];
        stops['\n'] = true;
        stops['\r'] = true;
        for (char other : others) {
            stops[other] = true;
        }
        return stops;
    }

    private Place step(Place place, int next, Scan scan) throws IOException {
        return switch (place) {
            case FIELD_START -> next == grammar.quote() && grammar.quote() != 0 ? opened(scan) : plain(next);
            case PLAIN -> plain(next);
            case QUOTED -> quoted(next, scan);
            case QUOTE -> next == grammar.quote() ? Place.QUOTED : plain(next);
        };
    }

    private Place plain(int next) {
        return next == grammar.separator() ? Place.FIELD_START : Place.PLAIN;
    }

    private static Place opened(Scan scan) {
        scan.quotedLines = 1;
        scan.openingEnd = 0;
        return Place.QUOTED;
    }

    private Place quoted(int next, Scan scan) throws IOException {
        if (next == grammar.escape() && grammar.escape() != 0) {
            int escaped = window.at(scan.length + 1);
            if (escaped == grammar.quote() || escaped == grammar.escape()) {
                scan.length++;
                return Place.QUOTED;
            }
        }
        return next == grammar.quote() ? Place.QUOTE : Place.QUOTED;
    }

    private static void quotedLineEnds(Scan scan, int ending) {
        scan.length += ending;
        if (scan.openingEnd == 0) {
            scan.openingEnd = scan.length;
            scan.openingLines = scan.lines;
        }
        scan.lines++;
        scan.quotedLines++;
    }

    private Frame unclosed(Scan scan, boolean atEnd) {
        Optional<String> problem = Optional.of(
                atEnd
                        ? "a quote is opened and not closed before the file ends"
                        : "a quote is opened and not closed within " + grammar.maxQuotedLines() + " lines");
        if (scan.openingEnd > 0) {
            scan.length = scan.openingEnd;
            scan.lines = scan.openingLines;
        }
        return frame(scan, 0, problem, atEnd);
    }

    private Frame tooLong(Scan scan, Place place) throws IOException {
        if (place == Place.QUOTED && scan.openingEnd > 0) {
            scan.length = scan.openingEnd;
            scan.lines = scan.openingLines;
            return frame(scan, 0, Optional.of("a quote is opened and not closed within " + size()), false);
        }
        return restOfLine(scan, Optional.of("it is longer than " + size()));
    }

    private String size() {
        return grammar.maxBytes() + " bytes";
    }

    /** Goes to the line's end without keeping what is there. */
    private Frame restOfLine(Scan scan, Optional<String> problem) throws IOException {
        long position = window.position();
        int kept = Math.min(scan.length, EXCERPT);
        byte[] excerpt = window.copy(kept);
        window.advance(scan.length);
        int ending = window.lineEnd(0);
        while (ending == 0 && window.at(0) >= 0) {
            window.advance(1);
            ending = window.lineEnd(0);
        }
        window.advance(ending);
        var frame = new Frame(position, window.position(), line, scan.lines, excerpt, problem, ending == 0);
        line += scan.lines;
        return frame;
    }

    private Frame frame(Scan scan, int ending, Optional<String> problem, boolean atEnd) {
        int kept = problem.isPresent() ? Math.min(scan.length, EXCERPT) : scan.length;
        long position = window.position();
        byte[] bytes = window.copy(kept);
        window.advance(scan.length + ending);
        var frame = new Frame(position, window.position(), line, scan.lines, bytes, problem, atEnd);
        line += scan.lines;
        return frame;
    }
}
