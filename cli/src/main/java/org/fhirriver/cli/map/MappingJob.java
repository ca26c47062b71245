package org.fhirriver.cli.map;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

/** Maps the rows of a file one after the other, and writes resources as they come. */
public final class MappingJob {

    private final Pipeline pipeline;
    private final RecordMapper mapper;
    private final OutputStream resources;
    private final Consumer<String> remarks;
    private final UnaryOperator<String> shown;
    private final Instant now = Instant.now();
    private final Deque<Begun> begun = new ArrayDeque<>();
    private MappingCounts counts = MappingCounts.NONE;

    /** A row whose mapping has begun. */
    private record Begun(long line, Incoming record, RecordMapper.InHand inHand) {}

    /**
     * A job.
     *
     * @param resources takes a resource a line
     * @param remarks takes what is to be said of rows, each as JSON on one line
     * @param shown how a place in a file is written for a person
     */
    public MappingJob(
            Pipeline pipeline,
            RecordMapper mapper,
            OutputStream resources,
            Consumer<String> remarks,
            UnaryOperator<String> shown) {
        this.pipeline = pipeline;
        this.mapper = mapper;
        this.resources = resources;
        this.remarks = remarks;
        this.shown = shown;
    }

    /** Maps all rows of a file. */
    public MappingCounts run(RowFile file, Consumer<MappingProgress> progress)
            throws IOException, InterruptedException {
        long size = file.size();
        RowFile.Counted counted = new RowFile.Counted();
        try (Rows rows = file.open(new RecordReader(pipeline), counted)) {
            for (Optional<Rows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                take(row.get());
                progress.accept(new MappingProgress(counts.rows(), counted.bytes(), size));
            }
            finish(0);
        }
        resources.flush();
        return counts;
    }

    private void take(Rows.Row row) throws IOException, InterruptedException {
        Optional<RecordReading.CanonicalRecord> record = row.reading().fold(Optional::of, refused -> Optional.empty());
        if (record.isEmpty()) {
            finish(0);
            String cause = row.reading().fold(none -> "", RecordReading.Refused::reason);
            reject(row.line(), Optional.empty(), cause, Optional.empty());
            return;
        }
        RecordEvent.About about = new RecordEvent.About(
                pipeline.system().name(), pipeline.name(), record.get().key().text(), now, Optional.empty());
        Incoming incoming = new Incoming(about, record.get().values());
        begun.add(new Begun(row.line(), incoming, mapper.begin(incoming)));
        finish(mapper.ahead());
    }

    /** Waits for results, in the order of the rows, until so many are left. */
    private void finish(int left) throws IOException, InterruptedException {
        while (begun.size() > left) {
            Begun first = begun.remove();
            write(first, result(first));
        }
    }

    private Result result(Begun row) throws InterruptedException {
        try {
            return row.inHand().result();
        } catch (Unreachable e) {
            return new Patience().map(mapper, row.record(), e);
        }
    }

    private void write(Begun row, Result result) throws IOException {
        Optional<Result.Rejected> rejected = result.fold(mapped -> Optional.empty(), Optional::of);
        String key = row.record().about().key();
        if (rejected.isPresent()) {
            reject(
                    row.line(),
                    Optional.of(key),
                    rejected.get().cause(),
                    rejected.get().element());
            return;
        }
        int written = 0;
        for (ResourceState state : result.fold(Result.Mapped::resources, none -> List.<ResourceState>of())) {
            byte[] json = state.json();
            if (json != null) {
                resources.write(json);
                resources.write('\n');
                written++;
                remarkOn(row, key, state);
            }
        }
        counts = counts.mapped(written);
    }

    private void remarkOn(Begun row, String key, ResourceState state) throws IOException {
        byte[] findings = state.findings();
        if (findings != null) {
            Map<String, Object> remark = remark(row.line(), Optional.of(key));
            remark.put("resource", state.key().toString());
            remark.put("validation", Objects.requireNonNull(PlainJson.read(findings)));
            remarks.accept(PlainJson.compact(remark));
        }
    }

    private void reject(long line, Optional<String> key, String cause, Optional<String> element) {
        Map<String, Object> remark = remark(line, key);
        Cause why = Cause.of(cause);
        remark.put("cause", why.text());
        element.ifPresent(path -> remark.put("element", path));
        why.position().ifPresent(place -> remark.put("position", shown.apply(place)));
        remarks.accept(PlainJson.compact(remark));
        counts = counts.refused();
    }

    private static Map<String, Object> remark(long line, Optional<String> key) {
        Map<String, Object> remark = new LinkedHashMap<>();
        remark.put("line", line);
        key.ifPresent(text -> remark.put("key", text));
        return remark;
    }
}
