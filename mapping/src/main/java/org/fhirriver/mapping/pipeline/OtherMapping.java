package org.fhirriver.mapping.pipeline;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problem;

/** A way to map that is not a template: its resources stand beside those of the templates, or instead of them. */
public sealed interface OtherMapping {

    /** Where it is described. */
    Position position();

    /**
     * An HL7 StructureMap, run in this process.
     *
     * @param file the map in FHIR's Mapping Language, or as JSON
     */
    record StructureMap(Path file, Position position) implements OtherMapping {}

    /**
     * A server that maps.
     *
     * @param url where records are posted to; with a structure map, the base of a FHIR server
     * @param structureMap the canonical URL of the StructureMap that the server's {@code $transform} is asked to run;
     *     empty for a plain endpoint that takes a record and answers resources
     * @param timeout how long an answer may take
     * @param concurrency how many calls may be under way at once
     * @param headers what is sent with every call; never shown, for it may hold a token
     * @param unresolved variables and files that the description names and that do not exist here
     */
    record Call(
            URI url,
            Optional<String> structureMap,
            Duration timeout,
            int concurrency,
            Map<String, String> headers,
            Position position,
            List<Problem> unresolved)
            implements OtherMapping {

        public Call {
            headers = Map.copyOf(headers);
            unresolved = List.copyOf(unresolved);
        }

        /** Only the place: an address and a header may hold a secret. */
        @Override
        public String toString() {
            return "the mapping call of " + position;
        }
    }
}
