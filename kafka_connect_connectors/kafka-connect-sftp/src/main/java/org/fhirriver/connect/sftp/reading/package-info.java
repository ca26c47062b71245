/** Reads the files one after the other, and remembers how far. */
@NullMarked
package org.fhirriver.connect.sftp.reading;

import org.jspecify.annotations.NullMarked;
