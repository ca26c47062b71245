/** Cuts a stream of bytes into CSV records, and says where each one is. */
@NullMarked
package org.fhirriver.connect.sftp.framing;

import org.jspecify.annotations.NullMarked;
