package org.fhirriver.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScreenTest {

    private static final Map<String, String> XTERM = Map.of("TERM", "xterm", "LANG", "en_US.UTF-8");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void keepsLiveLinesBelowThoseThatStay() {
        Screen screen = screen(new Look(true, false, true, 24, 80));

        screen.live(List.of("one", "two"));
        screen.line("stays");
        screen.live(List.of());

        assertThat(text()).isEqualTo("one\ntwo\n" + "\u001b[2F\u001b[J" + "stays\none\ntwo\n" + "\u001b[2F\u001b[J");
    }

    @Test
    void hasNoLiveLinesWhereNothingCanChange() {
        Screen screen = screen(Look.PLAIN);

        screen.live(List.of("one"));
        screen.line(screen.look().good("stays"));

        assertThat(text()).isEqualTo("stays\n");
    }

    @Test
    void cutsLiveLinesBeforeTheyWrap() {
        Screen screen = screen(new Look(true, true, true, 24, 10));

        screen.live(List.of("\u001b[32m12345\u001b[0m67890abc"));

        assertThat(text()).isEqualTo("\u001b[32m12345\u001b[0m6789\n");
    }

    @Test
    void takesTheSizeThatTheTerminalTells() {
        assertThat(Look.of("50 132", XTERM)).isEqualTo(new Look(true, true, true, 50, 132));
        assertThat(Look.of("0 0", XTERM)).isEqualTo(new Look(true, true, true, 24, 80));
    }

    @Test
    void isPlainWithoutATerminal() {
        assertThat(Look.of("", Map.of())).isEqualTo(Look.PLAIN);
        assertThat(Look.of("24 80", Map.of("TERM", "dumb"))).isEqualTo(Look.PLAIN);
    }

    @Test
    void usesNoColoursWhenAskedNotTo() {
        Map<String, String> noColor = Map.of("TERM", "xterm", "NO_COLOR", "1");

        assertThat(Look.of("24 80", noColor).bad("text")).isEqualTo("text");
    }

    private Screen screen(Look look) {
        return new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), look);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
