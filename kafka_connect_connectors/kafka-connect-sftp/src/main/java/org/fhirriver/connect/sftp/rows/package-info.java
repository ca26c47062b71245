/** Makes Connect's values of a record's fields. */
@NullMarked
package org.fhirriver.connect.sftp.rows;

import org.jspecify.annotations.NullMarked;
