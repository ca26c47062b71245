package org.fhirriver.mapping.pipeline;

import java.util.regex.Pattern;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.Topics;

/** The rules for a pipeline's name, which is a topic's name as well. */
final class PipelineName {

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final Pattern RESERVED_END = Pattern.compile(".*\\.(dead|touched|outputs)");

    private PipelineName() {}

    static void check(LocatedScalar name, Problems problems) {
        String text = name.text();
        if (!TOPIC.matcher(text).matches()) {
            problems.add(
                    name.position(),
                    "a pipeline's name is a topic: up to 200 letters, digits, '.', '_' and '-', not '" + text + "'");
        } else if (text.startsWith(Topics.FHIR_PREFIX)
                || text.startsWith("river.")
                || RESERVED_END.matcher(text).matches()) {
            problems.add(name.position(), "the name '" + text + "' is kept for topics of the river itself");
        }
    }
}
