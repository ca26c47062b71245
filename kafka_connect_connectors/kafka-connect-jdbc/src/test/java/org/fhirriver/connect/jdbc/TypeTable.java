package org.fhirriver.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.assertj.core.api.SoftAssertions;
import org.fhirriver.connect.jdbc.settings.TableId;

/** A table with a column of each type, one row with values, and one of nulls. */
final class TypeTable {

    private record Column(String type, String literal, String connectType, Object value) {}

    private final List<Column> columns = new ArrayList<>();

    /**
     * Adds a column.
     *
     * @param connectType the schema's type, or its name for a logical type
     * @param value as in the record
     */
    TypeTable column(String type, String literal, String connectType, Object value) {
        columns.add(new Column(type, literal, connectType, value));
        return this;
    }

    /** Reads the table's rows and compares. */
    void check(TestDatabase database, String catalog, String schema, String... settings) throws SQLException {
        String name = "types" + UUID.randomUUID().toString().substring(0, 8);
        var definitions = new StringBuilder("id INT NOT NULL");
        var literals = new StringBuilder("1");
        for (int i = 0; i < columns.size(); i++) {
            definitions
                    .append(", c")
                    .append(i)
                    .append(' ')
                    .append(columns.get(i).type())
                    .append(" NULL");
            literals.append(", ").append(columns.get(i).literal());
        }
        database.execute(
                "CREATE TABLE " + name + " (" + definitions + ")",
                "INSERT INTO " + name + " VALUES (" + literals + ")",
                "INSERT INTO " + name + " (id) VALUES (2)");
        Map<String, String> configuration = new HashMap<>(database.configuration());
        configuration.put("mode", "incrementing");
        configuration.put("incrementing.column.name", "id");
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        try (RunningTask task =
                RunningTask.start(configuration, new KeptOffsets(), new TableId(catalog, schema, name))) {
            var records = task.pollAll();
            compare((Struct) records.get(0).value(), (Struct) records.get(1).value());
        }
    }

    private void compare(Struct row, Struct nulls) {
        var softly = new SoftAssertions();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Field field = row.schema().field("c" + i);
            String logical = field.schema().name();
            softly.assertThat(logical == null ? field.schema().type().name() : logical.replaceAll(".*\\.", ""))
                    .as(column.type())
                    .isEqualTo(column.connectType());
            Object value = row.get(field);
            softly.assertThat(value).as(column.type()).isEqualTo(column.value());
            softly.assertThat(nulls.get("c" + i)).as(column.type() + " null").isNull();
        }
        softly.assertAll();
        assertThat(columns).isNotEmpty();
    }
}
