package org.fhirriver.extractor.changes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.messages.Topics;
import org.fhirriver.messages.TouchReason;
import org.jspecify.annotations.Nullable;

/** The keys of one pipeline that a part of the changes touches; each once, with what the latest of them asks for. */
final class Touched {

    /** How many values a column has in one order at most. */
    private static final int VALUES = 500;

    private final String pipeline;
    private final Map<String, Touch> live = new LinkedHashMap<>();
    private final Set<String> bulk = new LinkedHashSet<>();
    private final Map<String, Rows> rows = new LinkedHashMap<>();

    Touched(String pipeline) {
        this.pipeline = pipeline;
    }

    private record Touch(@Nullable Long transaction, boolean again) {}

    /** What the changed rows of one table have in the columns that queries ask for. */
    private static final class Rows {
        private final SearchOrder first;
        private final Map<String, Set<Object>> values = new LinkedHashMap<>();
        private final Map<String, Set<Object>> gone = new LinkedHashMap<>();
        private @Nullable Long transaction;
        private boolean again;
        private boolean snapshot = true;

        Rows(SearchOrder first) {
            this.first = first;
        }
    }

    /** A row has the key itself. */
    void key(String key, boolean snapshot, @Nullable Long transaction, boolean again) {
        if (snapshot) {
            bulk.add(key);
        } else {
            // Events are in the order of their commits: once the last is visible, those before it are.
            live.remove(key);
            live.put(key, new Touch(transaction, again));
        }
    }

    /** Queries find the keys of a row. */
    void search(SearchOrder row) {
        Rows same =
                rows.computeIfAbsent(row.database() + "." + row.schema() + "." + row.table(), table -> new Rows(row));
        add(row.values(), same.values);
        add(row.gone(), same.gone);
        same.transaction = row.transaction() == null ? same.transaction : row.transaction();
        same.again |= row.again();
        same.snapshot &= row.snapshot();
    }

    private static void add(Map<String, List<Object>> values, Map<String, Set<Object>> all) {
        values.forEach((column, some) ->
                all.computeIfAbsent(column, name -> new LinkedHashSet<>()).addAll(some));
    }

    /** How many keys are told. */
    int size() {
        return live.size() + bulk.size();
    }

    List<ProducerRecord<byte[], byte[]>> messages() {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        live.forEach((key, touch) -> messages.add(TouchMessages.touch(
                Topics.touched(pipeline), key, TouchReason.CHANGE, touch.transaction(), touch.again())));
        bulk.stream()
                .filter(key -> !live.containsKey(key))
                .forEach(key -> messages.add(
                        TouchMessages.touch(Topics.touchedInBulk(pipeline), key, TouchReason.SNAPSHOT, null, false)));
        rows.values().forEach(same -> orders(same).forEach(order -> messages.add(Searches.message(order))));
        return messages;
    }

    private static List<SearchOrder> orders(Rows same) {
        int most = Math.max(most(same.values), most(same.gone));
        List<SearchOrder> orders = new ArrayList<>();
        for (int from = 0; from < most; from += VALUES) {
            orders.add(new SearchOrder(
                    same.first.pipeline(),
                    same.first.database(),
                    same.first.schema(),
                    same.first.table(),
                    some(same.values, from),
                    some(same.gone, from),
                    same.transaction,
                    same.again,
                    same.snapshot));
        }
        return orders;
    }

    private static int most(Map<String, Set<Object>> values) {
        return values.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    private static Map<String, List<Object>> some(Map<String, Set<Object>> values, int from) {
        Map<String, List<Object>> some = new LinkedHashMap<>();
        values.forEach((column, all) ->
                some.put(column, all.stream().skip(from).limit(VALUES).toList()));
        return some;
    }
}
