/** An SFTP server with a folder to drop files into. */
@NullMarked
package org.fhirriver.local.sftp;

import org.jspecify.annotations.NullMarked;
