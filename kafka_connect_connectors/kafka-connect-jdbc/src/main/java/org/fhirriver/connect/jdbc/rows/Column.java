package org.fhirriver.connect.jdbc.rows;

import org.apache.kafka.connect.data.Schema;

/**
 * A column of a result.
 *
 * @param number from 1
 * @param optional whether it may be null
 */
record Column(String name, int number, boolean optional, ColumnType type) {

    Schema schema() {
        return optional ? type.optionalSchema() : type.schema();
    }
}
