package org.fhirriver.mapping.pipeline;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.terminology.CodeMaps;
import org.fhirriver.messages.DidYouMean;
import org.jspecify.annotations.Nullable;

/** Reads a {@code source.yaml}. */
final class SourceSystemReader {

    static final String FILE = "source.yaml";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(?i)(password|pwd)=[^&;]|//[^/@:]*:[^/@]+@");

    private final Path folder;
    private final Variables variables;
    private final Problems problems;

    SourceSystemReader(Path folder, Map<String, String> environment, Problems problems) {
        this.folder = folder;
        this.variables = new Variables(environment, folder);
        this.problems = problems;
    }

    /** The system; empty when the file cannot be read at all. */
    Optional<SourceSystem> read() {
        return Documents.read(folder.resolve(FILE), problems)
                .flatMap(root -> Fields.of(root, "a source", problems))
                .map(this::system);
    }

    private SourceSystem system(Fields fields) {
        Optional<LocatedScalar> name = fields.text("name");
        name.filter(text -> !NAME.matcher(text.text()).matches())
                .ifPresent(text -> problems.add(
                        text.position(), "a source's name has letters, digits, '.', '_' and '-', not '" + text + "'"));
        @Nullable ZoneId zone = fields.text("timezone").flatMap(this::zone).orElse(null);
        @Nullable Database database = fields.any("database")
                .flatMap(value -> Fields.of(value, "a database", problems))
                .map(this::database)
                .orElse(null);
        fields.finish();
        return new SourceSystem(
                name.map(LocatedScalar::text)
                        .orElse(folder.toAbsolutePath()
                                .normalize()
                                .getFileName()
                                .toString()),
                folder,
                zone,
                database,
                CodeMaps.read(folder.resolve("maps"), problems),
                name.map(LocatedScalar::position).orElse(fields.position()));
    }

    private Optional<ZoneId> zone(LocatedScalar text) {
        Variables.Resolved resolved = variables.resolve(text);
        problems.addAll(resolved.missing());
        return resolved.missing().isEmpty() ? zone(text, resolved.text(), problems) : Optional.empty();
    }

    /** A time zone by its name in the IANA database. */
    static Optional<ZoneId> zone(LocatedScalar text, Problems problems) {
        return zone(text, text.text(), problems);
    }

    private static Optional<ZoneId> zone(LocatedScalar text, String name, Problems problems) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            problems.add(
                    text.position(),
                    "unknown time zone '" + name + "'" + DidYouMean.hint(name, ZoneId.getAvailableZoneIds()));
            return Optional.empty();
        }
    }

    private Database database(Fields fields) {
        List<Problem> unresolved = new ArrayList<>();
        Optional<LocatedScalar> password = fields.text("password");
        Optional<LocatedScalar> url =
                fields.requiredText("url", "url: ${SYSTEM_JDBC_URL:-jdbc:postgresql://localhost:5432/db}");
        String user = fields.text("user").map(text -> resolve(text, unresolved)).orElse("");
        password.filter(text -> !Variables.literal(text.text()).isEmpty())
                .ifPresent(text -> problems.add(
                        text.position(),
                        "a password is never written into a file, nor its default: use ${NAME} or ${file:/path}"));
        url.filter(text ->
                        PASSWORD_IN_URL.matcher(Variables.literal(text.text())).find())
                .ifPresent(text -> problems.add(
                        text.position(), "a password is never written into a file: give it as 'password: ${NAME}'"));
        Position position = fields.position();
        Database database = new Database(
                url.map(text -> resolve(text, unresolved)).orElse(""),
                user,
                password.map(text -> resolve(text, unresolved)).orElse(""),
                position,
                unresolved);
        fields.finish();
        return database;
    }

    private String resolve(LocatedScalar text, List<Problem> unresolved) {
        Variables.Resolved resolved = variables.resolve(text);
        unresolved.addAll(resolved.missing());
        return resolved.text();
    }
}
