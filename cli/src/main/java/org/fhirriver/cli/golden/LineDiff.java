package org.fhirriver.cli.golden;

import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ, with some lines around them. */
final class LineDiff {

    private static final int AROUND = 2;
    private static final int MOST_LINES = 4_000;

    /** A line of one text or of both. */
    enum Side {
        BOTH,
        EXPECTED,
        ACTUAL,
        GAP
    }

    /** A line and whose it is. */
    record Line(Side side, String text) {}

    private LineDiff() {}

    /** The differences; empty when there are none. */
    static List<Line> of(List<String> expected, List<String> actual) {
        if (expected.equals(actual)) {
            return List.of();
        }
        return shortened(all(
                expected.subList(0, Math.min(MOST_LINES, expected.size())),
                actual.subList(0, Math.min(MOST_LINES, actual.size()))));
    }

    /** All lines, by the longest common subsequence. */
    private static List<Line> all(List<String> expected, List<String> actual) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            if (i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j))) {
                lines.add(new Line(Side.BOTH, expected.get(i++)));
                j++;
            } else if (j == actual.size() || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Side.EXPECTED, expected.get(i++)));
            } else {
                lines.add(new Line(Side.ACTUAL, actual.get(j++)));
            }
        }
        return lines;
    }

    private static List<Line> shortened(List<Line> all) {
        List<Line> kept = new ArrayList<>();
        boolean gap = false;
        for (int i = 0; i < all.size(); i++) {
            if (isNearDifference(all, i)) {
                if (gap) {
                    kept.add(new Line(Side.GAP, ""));
                }
                kept.add(all.get(i));
                gap = false;
            } else {
                gap = !kept.isEmpty();
            }
        }
        return kept;
    }

    private static boolean isNearDifference(List<Line> all, int at) {
        for (int i = Math.max(0, at - AROUND); i <= Math.min(all.size() - 1, at + AROUND); i++) {
            if (all.get(i).side() != Side.BOTH) {
                return true;
            }
        }
        return false;
    }
}
