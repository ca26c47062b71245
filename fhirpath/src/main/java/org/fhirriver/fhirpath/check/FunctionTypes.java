package org.fhirriver.fhirpath.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What type the functions give, and which of them need what. */
final class FunctionTypes {

    /** Their result has the type of their input. */
    static final Set<String> LIKE_INPUT = Set.of(
            "where",
            "first",
            "last",
            "tail",
            "skip",
            "take",
            "single",
            "distinct",
            "trace",
            "sort",
            "exclude",
            "intersect",
            "defineVariable");

    /** Their result has the type of their input or that of their argument. */
    static final Set<String> LIKE_BOTH = Set.of("union", "combine");

    /** Their argument is evaluated for each item. */
    static final Set<String> SCOPED = Set.of(
            "where",
            "select",
            "repeat",
            "repeatAll",
            "exists",
            "all",
            "aggregate",
            "sort",
            "iif",
            "trace",
            "defineVariable");

    /** They depend on the order of the items. */
    static final Set<String> ORDERED = Set.of("first", "last", "tail", "skip", "take");

    /** They take texts only. */
    static final Set<String> TEXT_ONLY = Set.of(
            "indexOf",
            "lastIndexOf",
            "substring",
            "startsWith",
            "endsWith",
            "contains",
            "upper",
            "lower",
            "trim",
            "length",
            "replace",
            "toChars",
            "split",
            "matches",
            "matchesFull",
            "replaceMatches",
            "encode",
            "decode",
            "escape",
            "unescape");

    private static final Map<String, StaticType> RESULTS = results();

    private FunctionTypes() {}

    static StaticType result(String function) {
        return RESULTS.getOrDefault(function, StaticType.UNKNOWN);
    }

    private static Map<String, StaticType> results() {
        Map<String, String> byType = Map.of(
                "Boolean",
                """
                empty exists all allTrue anyTrue allFalse anyFalse subsetOf supersetOf isDistinct not startsWith \
                endsWith contains matches matchesFull is hasValue conformsTo comparable toBoolean convertsToBoolean \
                convertsToInteger convertsToLong convertsToDecimal convertsToDate convertsToDateTime convertsToTime \
                convertsToString convertsToQuantity""",
                "Integer",
                "count length indexOf lastIndexOf toInteger toLong precision",
                "String",
                """
                substring upper lower trim replace replaceMatches toChars split join toString encode decode escape \
                unescape""",
                "Decimal",
                "toDecimal exp ln log sqrt",
                "Date",
                "today toDate",
                "DateTime",
                "now toDateTime",
                "Time",
                "timeOfDay toTime",
                "Quantity",
                "toQuantity");
        Map<String, StaticType> results = new HashMap<>();
        byType.forEach((type, functions) -> {
            for (String function : functions.split(" ")) {
                results.put(function, StaticType.system(type));
            }
        });
        results.put("extension", StaticType.of("Extension"));
        results.put("children", StaticType.UNORDERED);
        results.put("descendants", StaticType.UNORDERED);
        return Map.copyOf(results);
    }
}
