package org.fhirriver.cli.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.fhirriver.cli.json.PlainJson;
import org.fhirriver.cli.pipeline.PipelineFolder;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.RecordMapper;

/** Maps the records of golden cases and shows where they become something else than is written down. */
public final class GoldenRun implements AutoCloseable {

    private final PipelineFolder pipelines;
    private final Screen screen;
    private final Map<String, RecordMapper> mappers = new HashMap<>();

    /** A run over the cases of pipelines. */
    public GoldenRun(PipelineFolder pipelines, Screen screen) {
        this.pipelines = pipelines;
        this.screen = screen;
    }

    /**
     * What came of it.
     *
     * @param cases how many there were
     * @param different how many of them became something else, and still do
     * @param written how many were written anew
     */
    public record Outcome(int cases, int different, int written) {}

    /**
     * Runs the cases.
     *
     * @param wanted which cases' files to take
     * @param update whether to write down what the records become now
     */
    public Outcome run(Predicate<Path> wanted, boolean update) throws IOException {
        List<GoldenCase> cases = GoldenCases.of(pipelines, wanted);
        int different = 0;
        int written = 0;
        for (GoldenCase golden : cases) {
            screen.live(List.of("  " + golden.name()));
            Optional<Object> expected = golden.expected();
            Object actual = actual(golden);
            List<LineDiff.Line> differences =
                    expected.map(value -> differences(value, actual)).orElse(List.of());
            if (expected.isPresent() && differences.isEmpty()) {
                tell(look().good(look().either("✓", "*")), golden, "");
                continue;
            }
            if (update) {
                Files.writeString(golden.expectedFile(), String.join("\n", PlainJson.lines(actual)) + "\n");
                written++;
                tell(look().warning("+"), golden, expected.isPresent() ? "  written anew" : "  written");
            } else {
                different++;
                tell(
                        look().bad(look().either("✗", "!")),
                        golden,
                        expected.isPresent() ? "" : "  there is no expected.json: --update writes it");
            }
            differences.forEach(this::show);
        }
        screen.live(List.of());
        return new Outcome(cases.size(), different, written);
    }

    private Object actual(GoldenCase golden) throws IOException {
        RecordMapper mapper = mappers.get(golden.pipeline().name());
        if (mapper == null) {
            mapper = pipelines.mapper(golden.pipeline());
            mappers.put(golden.pipeline().name(), mapper);
        }
        try {
            return golden.actual(mapper);
        } catch (Unreachable e) {
            return Map.of("unreachable", e.what() + ": " + e.why());
        }
    }

    private static List<LineDiff.Line> differences(Object expected, Object actual) {
        return LineDiff.of(PlainJson.lines(expected), PlainJson.lines(InOrderOf.order(expected, actual)));
    }

    private void tell(String mark, GoldenCase golden, String remark) {
        screen.line("  " + mark + " " + golden.name() + remark);
    }

    private void show(LineDiff.Line line) {
        screen.line(
                switch (line.side()) {
                    case BOTH -> look().faint("        " + line.text());
                    case EXPECTED -> look().bad("      - " + line.text());
                    case ACTUAL -> look().good("      + " + line.text());
                    case GAP -> look().faint("        " + look().either("⋮", "..."));
                });
    }

    private Look look() {
        return screen.look();
    }

    @Override
    public void close() {
        mappers.values().forEach(RecordMapper::close);
    }
}
