package org.fhirriver.mapping.pipeline;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.mapping.source.LocatedMap;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;

/** Reads what stands under {@code map:} of a pipeline. */
final class OtherMappingReader {

    /** A record is answered within one Kafka transaction, which is closed after ten seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(9);

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 64;
    private static final int USUALLY_AT_ONCE = 4;
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s)");

    private final Path folder;
    private final Variables variables;
    private final Problems problems;

    OtherMappingReader(Path folder, Map<String, String> environment, Problems problems) {
        this.folder = folder;
        this.variables = new Variables(environment, folder);
        this.problems = problems;
    }

    Optional<OtherMapping> read(Fields fields) {
        Optional<LocatedScalar> file = fields.text("structure-map");
        Optional<Fields> call = fields.any("call").flatMap(value -> Fields.of(value, "a call", problems));
        fields.finish();
        if (file.isPresent() == fields.any("call").isPresent()) {
            problems.add(fields.position(), "'map' has either a 'structure-map' or a 'call'");
            return Optional.empty();
        }
        return file.isPresent() ? file.flatMap(this::structureMap) : call.flatMap(this::call);
    }

    private Optional<OtherMapping> structureMap(LocatedScalar text) {
        try {
            Path path = folder.resolve(text.text());
            boolean named = text.text().endsWith(".map") || text.text().endsWith(".json");
            if (named && Files.isRegularFile(path)) {
                return Optional.of(new OtherMapping.StructureMap(path, text.position()));
            }
        } catch (InvalidPathException e) {
            // Reported below, as a file that is not there.
        }
        problems.add(text.position(), "there is no file '" + text + "' (.map or .json) in the folder " + folder);
        return Optional.empty();
    }

    private Optional<OtherMapping> call(Fields fields) {
        List<Problem> unresolved = new ArrayList<>();
        Position position = fields.position();
        Optional<URI> url = fields.requiredText("url", "url: ${MAPPER_URL:-http://localhost:8080/map}")
                .flatMap(text -> url(text, unresolved));
        Optional<String> structureMap = fields.text("structure-map").map(LocatedScalar::text);
        Duration timeout = fields.text("timeout").map(this::timeout).orElse(USUAL);
        int concurrency = fields.text("concurrency").map(this::concurrency).orElse(USUALLY_AT_ONCE);
        Map<String, String> headers = headers(fields.entries("headers"), unresolved);
        fields.finish();
        return url.map(address ->
                new OtherMapping.Call(address, structureMap, timeout, concurrency, headers, position, unresolved));
    }

    private Optional<URI> url(LocatedScalar text, List<Problem> unresolved) {
        Variables.Resolved resolved = variables.resolve(text);
        unresolved.addAll(resolved.missing());
        try {
            URI url = new URI(resolved.text());
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!resolved.missing().isEmpty() || (http && url.getHost() != null && url.getUserInfo() == null)) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Reported below, without the text: a variable may have put a secret into it.
        }
        problems.add(
                text.position(),
                "'url' is an address that begins with http:// or https:// and has neither user nor password");
        return Optional.empty();
    }

    private Duration timeout(LocatedScalar text) {
        Matcher matcher = DURATION.matcher(text.text());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration timeout = matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
            if (!timeout.isZero() && timeout.compareTo(LONGEST) <= 0) {
                return timeout;
            }
        }
        problems.add(text.position(), "'timeout' is a time from 1ms to 9s, as in timeout: 500ms, not '" + text + "'");
        return USUAL;
    }

    private int concurrency(LocatedScalar text) {
        if (text.text().matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(text.text());
            if (number >= 1 && number <= MOST_AT_ONCE) {
                return number;
            }
        }
        problems.add(
                text.position(), "'concurrency' is a whole number from 1 to " + MOST_AT_ONCE + ", not '" + text + "'");
        return USUALLY_AT_ONCE;
    }

    private Map<String, String> headers(List<LocatedMap.Entry> entries, List<Problem> unresolved) {
        Map<String, String> headers = new TreeMap<>();
        for (LocatedMap.Entry entry : entries) {
            if (entry.value() instanceof LocatedScalar text) {
                Variables.Resolved resolved = variables.resolve(text);
                unresolved.addAll(resolved.missing());
                headers.put(entry.name(), resolved.text());
            } else {
                problems.add(
                        entry.value().position(),
                        "a header is a single value, not " + entry.value().kind());
            }
        }
        return headers;
    }
}
