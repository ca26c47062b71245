package org.fhirriver.cli.pipeline;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a record was rejected.
 *
 * @param text the reason
 * @param position where in the pipeline's file, as {@code file:line:column}, where it is known
 */
public record Cause(String text, Optional<String> position) {

    private static final Pattern WITH_POSITION = Pattern.compile("(.*) \\[([^\\[\\]]+:[0-9]+:[0-9]+)]", Pattern.DOTALL);

    /** Takes apart what a mapping says. */
    public static Cause of(String said) {
        Matcher matcher = WITH_POSITION.matcher(said);
        return matcher.matches()
                ? new Cause(matcher.group(1), Optional.of(matcher.group(2)))
                : new Cause(said, Optional.empty());
    }
}
