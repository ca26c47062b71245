/** The SFTP server: connections to it, and what can be done with its files. */
@NullMarked
package org.fhirriver.connect.sftp.server;

import org.jspecify.annotations.NullMarked;
