package org.fhirriver.cli.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fhirriver.cli.json.PlainJson;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.extractor.preview.PreviewedRecord;
import org.fhirriver.extractor.preview.PreviewedResource;

/**
 * Shows a record on the left, what it would become on the right, and below what the validator says.
 *
 * @param screen where to
 */
public record PreviewPage(Screen screen) {

    private static final int NARROWEST = 100;
    private static final int WIDEST = 200;

    /** Shows one record. */
    public void show(String pipeline, PreviewedRecord previewed) {
        int width = Math.max(NARROWEST, Math.min(WIDEST, look().columns())) - 1;
        SideBySide sides = new SideBySide(look(), width);
        String key = Objects.requireNonNullElse(previewed.key(), "without a key");
        screen.line(look().strong(pipeline + "  " + key));
        sides.lines(new RecordText(look()).of(previewed.record()), resources(previewed))
                .forEach(screen::line);
        previewed.resources().forEach(this::validation);
        screen.gap();
    }

    private List<String> resources(PreviewedRecord previewed) {
        List<String> lines = new ArrayList<>();
        String rejected = previewed.rejected();
        if (rejected != null) {
            String element = previewed.element();
            lines.add(look().bad("rejected: " + rejected));
            if (element != null && !rejected.startsWith(element)) {
                lines.add(look().bad("at " + element));
            }
        }
        for (PreviewedResource resource : previewed.resources()) {
            String json = resource.resource();
            if (json == null) {
                lines.add(look().faint(resource.reference() + " does not exist, or is deleted"));
            } else {
                JsonLook colours = new JsonLook(look());
                pretty(json).forEach(line -> lines.add(colours.of(line)));
            }
        }
        if (lines.isEmpty()) {
            lines.add(look().faint("no resources"));
        }
        return lines;
    }

    private void validation(PreviewedResource resource) {
        if (resource.deleted()) {
            return;
        }
        if (resource.validation().isEmpty()) {
            screen.line("  " + look().good(look().either("✓", "*")) + " " + resource.reference() + " is valid");
        }
        for (PreviewedResource.Remark remark : resource.validation()) {
            String line = "%s %s: %s".formatted(remark.severity(), remark.path(), remark.message());
            boolean error = remark.severity().equals("error");
            screen.line(
                    "  " + (error ? look().bad(look().either("✗", "!") + " " + line) : look().warning("! " + line)));
        }
    }

    private static List<String> pretty(String json) {
        try {
            return PlainJson.lines(PlainJson.read(json.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("A mapping gives JSON", e);
        }
    }

    private Look look() {
        return screen.look();
    }
}
