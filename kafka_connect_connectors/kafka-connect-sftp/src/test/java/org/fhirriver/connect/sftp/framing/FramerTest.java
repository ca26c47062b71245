package org.fhirriver.connect.sftp.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FramerTest {

    private static List<Frame> frames(String text, Grammar grammar) {
        return frames(text.getBytes(StandardCharsets.UTF_8), grammar, 0, 1);
    }

    private static List<Frame> frames(byte[] text, Grammar grammar, long position, long line) {
        var rest = new ByteArrayInputStream(text, (int) position, text.length - (int) position);
        var framer = new Framer(rest, Units.BYTES, grammar, position, line);
        var frames = new ArrayList<Frame>();
        try {
            for (Optional<Frame> next = framer.next(); next.isPresent(); next = framer.next()) {
                frames.add(next.get());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return frames;
    }

    private static Grammar grammar(int lines, int bytes) {
        return new Grammar(',', '"', (char) 0, lines, bytes);
    }

    /** Line, content, and an exclamation mark for bad lines. */
    private static String shown(Frame frame) {
        String text = new String(frame.bytes(), StandardCharsets.UTF_8)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
        return frame.line() + ":" + text + (frame.problem().isPresent() ? "!" : "");
    }

    @Test
    void knowsAllLineEndsAndCountsThem() {
        assertThat(frames("a\nb\r\nc\rd\r\n\r\n\n\re", grammar(20, 100)))
                .extracting(FramerTest::shown)
                .containsExactly("1:a", "2:b", "3:c", "4:d", "8:e");
    }

    @Test
    void keepsQuotedLineEndsInTheRecord() {
        assertThat(frames("1,\"a\nb\"\"\r\nc\",x\n2,y", grammar(20, 100)))
                .extracting(FramerTest::shown)
                .containsExactly("1:1,\"a\\nb\"\"\\r\\nc\",x", "4:2,y");
    }

    @Test
    void aQuoteInsideAPlainFieldOpensNothing() {
        assertThat(frames("1,5\" pipe\n2,b", grammar(20, 100)))
                .extracting(FramerTest::shown)
                .containsExactly("1:1,5\" pipe", "2:2,b");
    }

    @Test
    void oneQuoteTooManyCostsTheLineThatOpensIt() {
        assertThat(frames("1,a\n2,\"b\n3,c\n4,d\n5,e\n", grammar(3, 100)))
                .extracting(FramerTest::shown)
                .containsExactly("1:1,a", "2:2,\"b\\n!", "3:3,c", "4:4,d", "5:5,e");
    }

    @Test
    void aQuoteThatIsOpenAtTheEndCostsItsLineOnly() {
        assertThat(frames("1,a\n2,\"b\n3,c\n", grammar(20, 100)))
                .extracting(FramerTest::shown)
                .containsExactly("1:1,a", "2:2,\"b\\n!", "3:3,c");
        assertThat(frames("1,a\n2,\"b", grammar(20, 100)))
                .extracting(FramerTest::shown)
                .containsExactly("1:1,a", "2:2,\"b!");
    }

    @Test
    void aSecondQuotedFieldThatDoesNotEndTakesTheLinesBeforeItAlong() {
        assertThat(frames("1,\"a\nb\",\"c\n2,d\n3,e\n4,f\n", grammar(2, 100)))
                .extracting(FramerTest::shown)
                .containsExactly("1:1,\"a\\nb\",\"c\\n!", "3:2,d", "4:3,e", "5:4,f");
    }

    @Test
    void aLineThatIsTooLongIsPassedOver() {
        assertThat(frames("1,a\n2," + "x".repeat(1000) + "\n3,c\n\"4" + "y".repeat(1000) + "\n5,e", grammar(20, 50)))
                .extracting(frame -> frame.line() + (frame.problem().isPresent() ? "!" : ""))
                .containsExactly("1", "2!", "3", "4!", "5");
    }

    @Test
    void understandsEscapedQuotes() {
        var escaping = new Grammar(',', '"', '\\', 20, 100);

        assertThat(frames("1,\"a\\\"\nb\\\\\"\n2,c", escaping))
                .extracting(FramerTest::shown)
                .containsExactly("1:1,\"a\\\"\\nb\\\\\"", "3:2,c");
    }

    /** Whatever a file holds, reading that goes on behind any record finds the same records. */
    @Test
    void readingGoesOnBehindAnyRecord() {
        var random = new Random(7);
        String letters = "ab,\"\"\n\n\rü";
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (int i = 0; i < 120; i++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            Grammar grammar = grammar(3, 40);
            List<Frame> all = frames(bytes, grammar, 0, 1);

            for (int i = 0; i < all.size(); i++) {
                Frame frame = all.get(i);
                List<Frame> rest = frames(bytes, grammar, frame.next(), frame.line() + frame.lines());
                assertThat(rest)
                        .extracting(Frame::position)
                        .isEqualTo(all.subList(i + 1, all.size()).stream()
                                .map(Frame::position)
                                .toList());
                assertThat(rest)
                        .extracting(FramerTest::shown)
                        .isEqualTo(all.subList(i + 1, all.size()).stream()
                                .map(FramerTest::shown)
                                .toList());
            }
        }
    }

    @Test
    void takesNoMoreMemoryThanARecordNeeds() throws IOException {
        byte[] line = "0123456789,abcdefghij\n".getBytes(StandardCharsets.UTF_8);
        var endless = new java.io.InputStream() {
            private long next;

            @Override
            public int read() {
                return next < 50_000_000 ? line[(int) (next++ % line.length)] : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = (int) Math.min(length, 50_000_000 - next);
                for (int i = 0; i < count; i++) {
                    target[offset + i] = line[(int) (next++ % line.length)];
                }
                return count == 0 ? -1 : count;
            }
        };
        var framer = new Framer(endless, Units.BYTES, grammar(20, 1000), 0, 1);
        long records = 0;
        for (Optional<Frame> next = framer.next(); next.isPresent(); next = framer.next()) {
            records++;
        }

        assertThat(records).isEqualTo(50_000_000 / line.length + 1);
    }

    @Test
    void cutsUtf16AtTheSamePlacesAndGoesOnBehindAnyRecord() throws IOException {
        String text = "id,name\r\n1,\"Zo\u00eb\nof \"\"1\"\"\"\r\n\n2,\u540d\u524d \u0a0d\u0d0a\n3,\"open\n4,d";
        List<String> expected =
                frames(text, grammar(2, 1000)).stream().map(FramerTest::shown).toList();

        for (Units units : List.of(Units.UTF_16BE, Units.UTF_16LE)) {
            Charset charset = units.charset(StandardCharsets.UTF_8);
            byte[] bytes = text.getBytes(charset);
            List<Frame> all = frames(bytes, units, 0, 1);
            assertThat(all).extracting(frame -> shown(inUtf8(frame, charset))).isEqualTo(expected);

            for (int i = 0; i < all.size() - 1; i++) {
                Frame frame = all.get(i);
                assertThat(frames(bytes, units, frame.next(), frame.line() + frame.lines()))
                        .extracting(Frame::position)
                        .isEqualTo(all.subList(i + 1, all.size()).stream()
                                .map(Frame::position)
                                .toList());
            }
        }
    }

    @Test
    void keepsTheHalfOfACharacterThatAFileEndsWith() throws IOException {
        byte[] bytes = Arrays.copyOf("a\nbc".getBytes(StandardCharsets.UTF_16LE), 7);

        assertThat(frames(bytes, Units.UTF_16LE, 0, 1))
                .extracting(frame -> frame.position() + ":" + frame.bytes().length + ":" + frame.next())
                .containsExactly("0:2:4", "4:3:7");
    }

    private static List<Frame> frames(byte[] text, Units units, long position, long line) throws IOException {
        var rest = new ByteArrayInputStream(text, (int) position, text.length - (int) position);
        var framer = new Framer(rest, units, grammar(2, 1000), position, line);
        var frames = new ArrayList<Frame>();
        for (Optional<Frame> next = framer.next(); next.isPresent(); next = framer.next()) {
            frames.add(next.get());
        }
        return frames;
    }

    private static Frame inUtf8(Frame frame, Charset charset) {
        byte[] bytes = new String(frame.bytes(), charset).getBytes(StandardCharsets.UTF_8);
        return new Frame(
                frame.position(), frame.next(), frame.line(), frame.lines(), bytes, frame.problem(), frame.atEnd());
    }
}
