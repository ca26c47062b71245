package org.fhirriver.connect.jdbc.reading;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.fhirriver.connect.jdbc.settings.Quoting;
import org.fhirriver.connect.jdbc.settings.TableId;

/**
 * Writes names into SQL as the database takes them.
 *
 * @param quote what stands around a name; empty for nothing
 * @param catalogs whether a table's name may have its catalog in front
 * @param schemas whether a table's name may have its schema in front
 */
record SqlNames(String quote, boolean catalogs, boolean schemas) {

    static SqlNames of(DatabaseMetaData data, Quoting quoting) throws SQLException {
        String quote =
                quoting == Quoting.ALWAYS ? data.getIdentifierQuoteString().strip() : "";
        return new SqlNames(quote, data.supportsCatalogsInDataManipulation(), data.supportsSchemasInDataManipulation());
    }

    String column(String name) {
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    String table(TableId table) {
        var sql = new StringBuilder();
        if (catalogs && table.catalog() != null) {
            sql.append(column(table.catalog())).append('.');
        }
        if (schemas && table.schema() != null) {
            sql.append(column(table.schema())).append('.');
        }
        return sql.append(column(table.name())).toString();
    }
}
