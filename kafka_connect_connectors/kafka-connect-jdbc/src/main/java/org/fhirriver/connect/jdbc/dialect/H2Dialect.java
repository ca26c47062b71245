package org.fhirriver.connect.jdbc.dialect;

import java.sql.Types;

/** H2, which follows the standard. */
final class H2Dialect implements Dialect {

    @Override
    public int typeOf(int reported, String typeName, int precision) {
        return typeName.equals("UUID") ? Types.OTHER : Dialect.super.typeOf(reported, typeName, precision);
    }
}
