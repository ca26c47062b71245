package org.fhirriver.connect.jdbc.validation;

import java.util.List;
import java.util.Map;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.Keys;
import org.fhirriver.connect.jdbc.settings.Mode;
import org.fhirriver.connect.jdbc.settings.TableSettings;
import org.fhirriver.connect.kit.validation.Problems;

/** Keys whose values are right by themselves but not beside each other. */
final class Contradictions {

    private static final List<String> OF_TABLES = List.of(
            Keys.TABLE_WHITELIST,
            Keys.TABLE_BLACKLIST,
            Keys.TABLE_INCLUDE_LIST,
            Keys.TABLE_EXCLUDE_LIST,
            Keys.INCREMENTING_COLUMN_MAPPING,
            Keys.TIMESTAMP_COLUMNS_MAPPING);

    private final Map<String, String> configuration;
    private final Problems problems;

    private Contradictions(Map<String, String> configuration, Problems problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    static void find(Map<String, String> configuration, JdbcSettings settings, Problems problems) {
        var contradictions = new Contradictions(configuration, problems);
        contradictions.ofTables(settings.tables());
        contradictions.ofMode(settings);
        contradictions.ofQuery(settings);
    }

    private void ofTables(TableSettings tables) {
        boolean both = !tables.named().isEmpty() && !tables.unwanted().isEmpty();
        notBoth(both, Keys.TABLE_WHITELIST, Keys.TABLE_BLACKLIST);
        notBoth(
                !tables.named().isEmpty() && !tables.included().isEmpty(),
                Keys.TABLE_WHITELIST,
                Keys.TABLE_INCLUDE_LIST);
        notBoth(isSet(Keys.INCREMENTING_COLUMN), Keys.INCREMENTING_COLUMN_MAPPING, Keys.INCREMENTING_COLUMN);
        notBoth(isSet(Keys.TIMESTAMP_COLUMNS), Keys.TIMESTAMP_COLUMNS_MAPPING, Keys.TIMESTAMP_COLUMNS);
    }

    private void ofMode(JdbcSettings settings) {
        Mode mode = settings.reading().mode();
        if (mode.usesTimestamp() && settings.reading().timestamps().isEmpty()) {
            problems.add(Keys.TIMESTAMP_COLUMNS, "Required with " + Keys.MODE + "=" + mode);
        }
        if (mode.usesId()
                && settings.reading().isQuery()
                && settings.reading().ids().isEmpty()) {
            problems.add(Keys.INCREMENTING_COLUMN, "Required for a query with " + Keys.MODE + "=" + mode);
        }
    }

    private void ofQuery(JdbcSettings settings) {
        if (!settings.reading().isQuery()) {
            return;
        }
        OF_TABLES.forEach(key -> notBoth(isSet(key), key, Keys.QUERY));
        if (settings.topicPrefix().isEmpty()) {
            problems.add(Keys.TOPIC_PREFIX, "Required for a query, whose topic it is");
        }
    }

    private void notBoth(boolean bothSet, String key, String other) {
        if (bothSet && isSet(key)) {
            problems.add(key, "Cannot be set together with " + other);
        }
    }

    private boolean isSet(String key) {
        String value = configuration.get(key);
        return value != null && !value.isBlank();
    }
}
