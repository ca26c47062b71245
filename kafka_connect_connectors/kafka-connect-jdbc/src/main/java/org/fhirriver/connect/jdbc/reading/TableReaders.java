package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.resume.Offsets;
import org.fhirriver.connect.jdbc.resume.Position;
import org.fhirriver.connect.jdbc.resume.Progress;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.Mode;
import org.jspecify.annotations.Nullable;

/** Makes the reader that a configuration asks for. */
public final class TableReaders {

    private TableReaders() {}

    /**
     * The reader of a source.
     *
     * @param offset where it was left; null when it was never read
     */
    public static TableReader of(
            Source source, JdbcSettings settings, Dialect dialect, @Nullable Map<String, Object> offset) {
        if (settings.reading().mode() == Mode.BULK) {
            return new BulkReader(source, settings, dialect, Clock.systemUTC());
        }
        return new IncrementalReader(
                source, settings, dialect, progress(offset, settings.reading().mode()));
    }

    /** Finds out whether a source has what the configuration names; throws Connect's exception when it has not. */
    public static void inspect(Source source, JdbcSettings settings, Dialect dialect, Connection connection)
            throws SQLException {
        Inspection.of(source, settings, dialect, connection);
    }

    private static @Nullable Progress progress(@Nullable Map<String, Object> offset, Mode mode) {
        if (offset == null || offset.containsKey("bulk")) {
            return null;
        }
        Progress progress = Offsets.read(offset);
        Position reached = progress.reached();
        boolean sameMode = reached.equals(Position.START)
                || (reached.hasId() == mode.usesId() && reached.hasTimestamp() == mode.usesTimestamp());
        return sameMode ? progress : translated(reached, mode);
    }

    /** Where to go on when the mode was changed; null when the offset does not help in it. */
    private static @Nullable Progress translated(Position reached, Mode mode) {
        if (mode == Mode.INCREMENTING) {
            return reached.hasId() ? Progress.from(Position.ofId(reached.id())) : null;
        }
        if (!reached.hasTimestamp()) {
            return null;
        }
        // Rows of the very same moment may be missing when ids had a say before.
        Duration step = reached.hasId() ? Duration.ofMillis(1) : Duration.ZERO;
        return Progress.from(Position.ofTimestamp(reached.timestamp().minus(step)));
    }
}
