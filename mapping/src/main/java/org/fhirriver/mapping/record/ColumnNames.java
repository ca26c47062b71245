package org.fhirriver.mapping.record;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of columns, kept once for all rows that have them. */
public final class ColumnNames {

    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<SerializableString> written = new ArrayList<>();
    private final boolean lowerCase;

    private ColumnNames(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
            written.add(new SerializedString(names.get(i)));
        }
        lowerCase = names.stream().allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
    }

    /** The names in their order; one that is there twice counts once, where it is first. */
    public static ColumnNames of(List<String> names) {
        return new ColumnNames(List.copyOf(new LinkedHashSet<>(names)));
    }

    /** The names with others behind them. */
    public ColumnNames with(List<String> others) {
        List<String> all = new ArrayList<>(names);
        all.addAll(others);
        return of(all);
    }

    /** The place of a name, from 0; -1 for one that is not there. */
    public int place(String name) {
        @Nullable Integer place = places.get(name);
        return place == null ? -1 : place;
    }

    /** How many there are. */
    public int size() {
        return names.size();
    }

    String name(int place) {
        return names.get(place);
    }

    /** A name as it is written into JSON. */
    SerializableString written(int place) {
        return written.get(place);
    }

    /** Whether no name has an upper-case letter. */
    boolean areLowerCase() {
        return lowerCase;
    }
}
