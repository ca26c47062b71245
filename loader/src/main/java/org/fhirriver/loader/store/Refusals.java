package org.fhirriver.loader.store;

import java.util.Set;

/**
 * MongoDB's error codes: which are of a document, and which of MongoDB itself, so that waiting helps.
 *
 * @see <a href="https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml">error_codes.yml</a>
 */
final class Refusals {

    static final int DUPLICATE_KEY = 11_000;
    static final int TOO_LARGE = 10_334;

    /** Away, stepping down, full, locked, not allowed, or too slow. */
    private static final Set<Integer> OUTAGES = Set.of(
            6, 7, 8, 13, 18, 20, 24, 39, 46, 50, 63, 64, 75, 79, 89, 91, 100, 112, 133, 134, 150, 189, 202, 212, 216,
            234, 246, 262, 290, 314, 317, 358, 391, 402, 462, 8000, 9001, 10058, 10107, 11600, 11602, 13388, 13435,
            13436, 14031);

    /** A document that is too large, too deep, or not as a collection's validation wants it. */
    private static final Set<Integer> OF_ONE_DOCUMENT = Set.of(2, 9, 14, 15, 22, 121, 171, 10334, 17280, 17419, 17420);

    private Refusals() {}

    /** Whether a single write failed for a reason that has nothing to do with its document. */
    static boolean isOutage(int code) {
        return OUTAGES.contains(code);
    }

    /** Whether a whole command failed because of one of its documents. */
    static boolean isOfOneDocument(int code) {
        return OF_ONE_DOCUMENT.contains(code);
    }

    /** Why a document was refused, in words and without any value of it. */
    static String reason(int code) {
        return switch (code) {
            case DUPLICATE_KEY ->
                "MongoDB refused the document: another one has the same value in a unique index of the collection";
            case 121 -> "MongoDB refused the document: it does not pass the collection's validation";
            case 171 -> "MongoDB refused the document: an index of the collection has two of its arrays";
            case TOO_LARGE, 17_419, 17_420 -> "MongoDB refused the document: it is too large";
            case 15 -> "MongoDB refused the document: it is nested too deeply";
            default -> "MongoDB refused the document with error " + code;
        };
    }
}
