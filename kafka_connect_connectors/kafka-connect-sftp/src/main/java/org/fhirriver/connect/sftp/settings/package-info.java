/** The configuration keys, and what they were set to. */
@NullMarked
package org.fhirriver.connect.sftp.settings;

import org.jspecify.annotations.NullMarked;
