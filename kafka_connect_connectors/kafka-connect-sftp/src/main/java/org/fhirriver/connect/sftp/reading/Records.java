package org.fhirriver.connect.sftp.reading;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.kit.reading.ReadRecord;
import org.fhirriver.connect.sftp.framing.Frame;
import org.fhirriver.connect.sftp.rows.RowShape;
import org.fhirriver.connect.sftp.settings.SftpSettings;

/** Makes the records of one file: those of its rows, and those that tell of bad lines. */
final class Records {

    /** What is said about bad lines. */
    private static final Schema BAD_LINE = SchemaBuilder.struct()
            .name("org.fhirriver.connect.sftp.BadLine")
            .field("file", Schema.STRING_SCHEMA)
            .field("line", Schema.INT64_SCHEMA)
            .field("lines", Schema.INT32_SCHEMA)
            .field("position", Schema.INT64_SCHEMA)
            .field("problem", Schema.STRING_SCHEMA)
            .field("text", Schema.STRING_SCHEMA)
            .build();

    private static final Pattern GROUP = Pattern.compile("\\$(\\d)");

    private final String path;
    private final Map<String, String> partition;
    private final String topic;
    private final String errorTopic;
    private int count;

    Records(String path, SftpSettings settings) {
        this.path = path;
        this.partition = Progress.partition(path);
        this.topic = topic(path.substring(path.lastIndexOf('/') + 1), settings);
        this.errorTopic = settings.records().errorTopic();
    }

    /** The topic for a file's rows. */
    static String topic(String fileName, SftpSettings settings) {
        Matcher name = settings.folders().files().matcher(fileName);
        if (!name.matches()) {
            throw new IllegalStateException("Not a file to be read: " + fileName);
        }
        return GROUP.matcher(settings.records().topic()).replaceAll(group -> {
            String text = Optional.ofNullable(name.group(Integer.parseInt(group.group(1))))
                    .orElse("");
            return Matcher.quoteReplacement(text.replaceAll("[^a-zA-Z0-9._-]", "_"));
        });
    }

    String topic() {
        return topic;
    }

    SourceRecord row(RowShape.Row row, Progress behind) {
        return new ReadRecord(
                partition,
                behind.offset(),
                topic,
                row.keySchema(),
                row.key(),
                row.value().schema(),
                row.value(),
                count++);
    }

    SourceRecord bad(Frame frame, Charset charset, String problem, Progress behind) {
        var value = new Struct(BAD_LINE)
                .put("file", path)
                .put("line", frame.line())
                .put("lines", frame.lines())
                .put("position", frame.position())
                .put("problem", problem)
                .put("text", new String(frame.bytes(), charset));
        return new ReadRecord(
                partition,
                behind.offset(),
                errorTopic,
                Schema.STRING_SCHEMA,
                path + ":" + frame.line(),
                BAD_LINE,
                value,
                count++);
    }
}
