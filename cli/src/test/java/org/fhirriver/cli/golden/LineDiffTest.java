package org.fhirriver.cli.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.fhirriver.cli.golden.LineDiff.Line;
import org.fhirriver.cli.golden.LineDiff.Side;
import org.junit.jupiter.api.Test;

final class LineDiffTest {

    @Test
    void findsNothingWhereTextsAreTheSame() {
        assertThat(LineDiff.of(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    }

    @Test
    void showsWhatIsMissingAndWhatIsNew() {
        assertThat(LineDiff.of(List.of("a", "b", "c"), List.of("a", "x", "c", "d")))
                .containsExactly(
                        new Line(Side.BOTH, "a"),
                        new Line(Side.EXPECTED, "b"),
                        new Line(Side.ACTUAL, "x"),
                        new Line(Side.BOTH, "c"),
                        new Line(Side.ACTUAL, "d"));
    }

    @Test
    void leavesOutWhatIsFarFromAnyDifference() {
        List<String> expected =
                IntStream.range(0, 40).mapToObj(Integer::toString).toList();
        List<String> actual = expected.stream()
                .map(line -> line.equals("5") || line.equals("30") ? line + "!" : line)
                .toList();

        assertThat(LineDiff.of(expected, actual))
                .hasSize(13)
                .contains(new Line(Side.GAP, ""))
                .startsWith(new Line(Side.BOTH, "3"))
                .endsWith(new Line(Side.BOTH, "32"));
    }
}
