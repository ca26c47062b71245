/** How golden cases are compared. */
package org.fhirriver.cli.golden;
