package org.fhirriver.mapping.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person probably meant by a name that does not exist. */
public final class NearMiss {

    private NearMiss() {}

    /** The known name that is nearest to a wrong one, when one is near enough to be a slip. */
    public static Optional<String> of(String wrong, Collection<String> known) {
        int tolerated = Math.max(1, Math.min(3, wrong.length() / 3));
        return known.stream()
                .filter(name -> !name.equals(wrong))
                .filter(name -> distance(wrong, name) <= tolerated)
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a message about a wrong name: {@code ", did you mean 'x'?"}, or nothing when no name is near. */
    public static String hint(String wrong, Collection<String> known) {
        return of(wrong, known).map(name -> ", did you mean '" + name + "'?").orElse("");
    }

    /** Edits between two names (a swap of neighbours is one), without regard to case, hyphens and underscores. */
    private static int distance(String left, String right) {
        String a = plain(left);
        String b = plain(right);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(edits[i - 1][j], edits[i][j - 1]) + 1, edits[i - 1][j - 1] + substitution);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
