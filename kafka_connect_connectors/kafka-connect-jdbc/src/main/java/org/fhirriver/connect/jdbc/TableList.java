package org.fhirriver.connect.jdbc;

import java.util.List;
import java.util.stream.Collectors;
import org.fhirriver.connect.jdbc.settings.TableId;

/** The tables of a task as one text. */
final class TableList {

    private static final String SEPARATOR = "\n";

    private TableList() {}

    static String write(List<TableId> tables) {
        return tables.stream().map(TableId::encoded).collect(Collectors.joining(SEPARATOR));
    }

    static List<TableId> read(String text) {
        return text.lines().map(TableId::parse).toList();
    }
}
