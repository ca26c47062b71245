/** What the services agree on: the key of a record, the id of a resource, headers, topics, ledger entries. */
@NullMarked
package org.fhirriver.messages;

import org.jspecify.annotations.NullMarked;
