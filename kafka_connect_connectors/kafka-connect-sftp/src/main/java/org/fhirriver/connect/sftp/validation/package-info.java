/** Finds every wrong key of a configuration before a connector is made of it. */
@NullMarked
package org.fhirriver.connect.sftp.validation;

import org.jspecify.annotations.NullMarked;
