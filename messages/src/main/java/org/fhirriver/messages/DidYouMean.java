package org.fhirriver.messages;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person most likely meant by a name that does not exist. */
public final class DidYouMean {

    private DidYouMean() {}

    /** The known name nearest to the given one; empty when none is near enough to be a slip of the pen. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        String best = null;
        int bestDistance = 1 + Math.max(1, name.length() / 3);
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT), bestDistance);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code "; did you mean 'x'?"} for the end of a message, or nothing. */
    public static String hint(String name, Collection<String> known) {
        return nearest(name, known)
                .map(found -> "; did you mean '" + found + "'?")
                .orElse("");
    }

    /** Insertions, deletions, replacements and swaps of neighbours between two texts; the limit if there are more. */
    private static int distance(String left, String right, int limit) {
        if (Math.abs(left.length() - right.length()) >= limit) {
            return limit;
        }
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(limit, last[right.length()]);
    }
}
