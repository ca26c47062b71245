/** A Kafka Connect source that reads the rows of CSV files on an SFTP server. */
@NullMarked
package org.fhirriver.connect.sftp;

import org.jspecify.annotations.NullMarked;
