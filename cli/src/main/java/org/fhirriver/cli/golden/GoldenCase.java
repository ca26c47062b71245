package org.fhirriver.cli.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.cli.json.PlainJson;
import org.fhirriver.cli.pipeline.Cause;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.record.RecordReading;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a {@code record.json} and what it becomes, {@code expected.json}: the list of its resources, or, where
 * the record is to be rejected, an object with the cause.
 *
 * @param folder the case
 * @param pipeline what maps it
 */
record GoldenCase(Path folder, Pipeline pipeline) {

    /** What {@code now()} is in a case, so that it means the same at any time. */
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static final String RECORD = "record.json";
    static final String EXPECTED = "expected.json";

    String name() {
        return pipeline.name() + "/" + folder.getFileName();
    }

    Path expectedFile() {
        return folder.resolve(EXPECTED);
    }

    /** What is written down; empty when nothing is. */
    Optional<Object> expected() throws IOException {
        return Files.exists(expectedFile())
                ? Optional.ofNullable(PlainJson.read(Files.readAllBytes(expectedFile())))
                : Optional.empty();
    }

    /** What the record becomes now. */
    Object actual(RecordMapper mapper) throws IOException, Unreachable {
        RecordReading reading = new RecordReader(pipeline).read(Files.readAllBytes(folder.resolve(RECORD)));
        Optional<RecordReading.CanonicalRecord> record = reading.fold(Optional::of, refused -> Optional.empty());
        if (record.isEmpty()) {
            return rejected(reading.fold(none -> "", RecordReading.Refused::reason), Optional.empty());
        }
        RecordEvent.About about = new RecordEvent.About(
                pipeline.system().name(), pipeline.name(), record.get().key().text(), NOW, Optional.empty());
        Result result = mapper.map(new Incoming(about, record.get().values()));
        Optional<Result.Rejected> rejected = result.fold(mapped -> Optional.empty(), Optional::of);
        return rejected.isPresent()
                // A case says nothing of lines, which move with every edit of the pipeline.
                ? rejected(
                        Cause.of(rejected.get().cause()).text(), rejected.get().element())
                : resources(result.fold(Result.Mapped::resources, none -> List.<ResourceState>of()));
    }

    private static List<@Nullable Object> resources(List<ResourceState> states) throws IOException {
        List<@Nullable Object> resources = new ArrayList<>();
        for (ResourceState state : states) {
            byte[] json = state.json();
            if (json != null) {
                resources.add(PlainJson.read(json));
            }
        }
        return resources;
    }

    private static Map<String, Object> rejected(String cause, Optional<String> element) {
        Map<String, Object> rejected = new LinkedHashMap<>();
        rejected.put("rejected", cause);
        element.ifPresent(path -> rejected.put("element", path));
        return rejected;
    }
}
