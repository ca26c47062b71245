package org.fhirriver.connect.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they really come: every good row arrives, every bad line is told. */
final class HostileCsvTest {

    @TempDir
    private Path folder;

    private Drop drop;

    @BeforeEach
    void start() {
        drop = new Drop(folder);
    }

    @AfterEach
    void stop() {
        drop.close();
    }

    /** What comes of one file, until it has moved away. */
    private List<String> read(String name, byte[] content, String... keys) {
        drop.put(name, content);
        try (RunningTask task = RunningTask.start(drop.configuration(keys), new KeptOffsets())) {
            List<SourceRecord> records =
                    task.pollUntil(() -> drop.names("input").isEmpty());
            return RunningTask.texts(records);
        }
    }

    private List<String> read(String content, String... keys) {
        return read("a.csv", content.getBytes(StandardCharsets.UTF_8), keys);
    }

    @Test
    void unbalancedQuotesCostOneLineEach() {
        var text = new StringBuilder("id,name\n1,a\n2,\"b\n");
        for (int id = 3; id <= 60; id++) {
            text.append(id).append(id == 30 ? ",\"x\n" : ",n\n");
        }

        List<String> read = read(text.toString());

        assertThat(read).hasSize(60).contains("1|a", "3|n", "29|n", "31|n", "60|n");
        assertThat(read.stream().filter(each -> each.startsWith("!")))
                .containsExactly(
                        "! a.csv:3 a quote is opened and not closed within 20 lines",
                        "! a.csv:31 a quote is opened and not closed within 20 lines");
        assertThat(drop.names("error")).containsExactly("a.csv");
    }

    @Test
    void wrongColumnCountsNulBytesAndForeignBytesAreTold() {
        var content = new ByteArrayOutputStream();
        content.writeBytes("id,name\n1\n2,b,c\n3,\0\n4,caf".getBytes(StandardCharsets.UTF_8));
        content.write(0xE9);
        content.writeBytes("\n5,café\n6,\"x\"y\n7,g".getBytes(StandardCharsets.UTF_8));

        assertThat(read("a.csv", content.toByteArray()))
                .containsExactly(
                        "! a.csv:2 it has 1 columns in place of 2",
                        "! a.csv:3 it has 3 columns in place of 2",
                        "! a.csv:4 it has a NUL character",
                        "! a.csv:5 it has bytes that are not UTF-8",
                        "5|café",
                        "! a.csv:7 a quoted field goes on behind its closing quote",
                        "7|g");
    }

    @Test
    void readsLatin1WhenItIsTold() {
        assertThat(read(
                        "a.csv",
                        "id,name\n4,café\n".getBytes(StandardCharsets.ISO_8859_1),
                        "csv.file.charset",
                        "ISO-8859-1"))
                .containsExactly("4|café");
    }

    @Test
    void byteOrderMarksAndMixedLineEndsDoNotMatter() {
        assertThat(read("\uFEFF\"id\",name\r\n1,a\n2,b\r3,c\r\n\n\uFEFF4,d"))
                .containsExactly("1|a", "2|b", "3|c", "4|d");
    }

    @Test
    void utf16IsReadByItsByteOrderMark() {
        byte[] text =
                "\uFEFFid,name\r\n1,\"Zo\u00eb\nA\"\r\n2\r\n3,\uD83D\uDE00\r\n".getBytes(StandardCharsets.UTF_16LE);

        assertThat(read("a.csv", text))
                .containsExactly("1|Zo\u00eb\nA", "! a.csv:4 it has 1 columns in place of 2", "3|\uD83D\uDE00");
    }

    @Test
    void utf16WithoutAMarkIsReadWhereItIsConfigured() {
        byte[] text = "id,name\n1,Zo\u00eb\n".getBytes(StandardCharsets.UTF_16LE);

        assertThat(read("a.csv", text, "csv.file.charset", "UTF-16LE")).containsExactly("1|Zo\u00eb");
    }

    @Test
    void halfACharacterOfUtf16IsABadLine() {
        byte[] text = "\uFEFFid,name\n1,a\n2,bc".getBytes(StandardCharsets.UTF_16BE);

        assertThat(read("a.csv", Arrays.copyOf(text, text.length - 1)))
                .containsExactly("1|a", "! a.csv:3 it has bytes that are not UTF-16BE");
    }

    @Test
    void emptyFilesAndBareHeadersGiveNothing() {
        drop.put("empty.csv", "");
        drop.put("header.csv", "id,name\n");

        assertThat(read("\n\n")).isEmpty();
        assertThat(drop.names("finished")).containsExactly("a.csv", "empty.csv", "header.csv");
    }

    @Test
    void aLineOfAHundredMegabytesIsOneBadLine() {
        byte[] content = ("id,name\n1,a\n2," + "x".repeat(100_000_000) + "\n3,c\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(read("a.csv", content)).containsExactly("1|a", "! a.csv:3 it is longer than 1048576 bytes", "3|c");
    }

    @Test
    void theOrderOfColumnsIsEachFilesOwn() {
        drop.put("b.csv", "name,id\nb,2\n");

        List<String> read = read("id,name\n1,a\n", "value.schema", SCHEMA, "schema.generation.enabled", "false");

        assertThat(read).containsExactlyInAnyOrder("1|a", "2|b");
    }

    private static final String SCHEMA = """
            {"name": "Row", "type": "STRUCT", "fieldSchemas": {
              "id": {"type": "INT64", "isOptional": false},
              "name": {"type": "STRING", "isOptional": true}}}""";

    @Test
    void wrongTypesAreToldByColumnAndNotByValue() {
        assertThat(read("name,id\na,1\nb,secret\nc,\n", "value.schema", SCHEMA, "schema.generation.enabled", "false"))
                .containsExactly("1|a", "! a.csv:3 column id is not of type INT64", "! a.csv:4 column id is empty");
    }

    @Test
    void aHeaderThatDoesNotFitMakesTheFileBad() {
        drop.put("b.csv", "id,id\n1,2\n");
        drop.put("c.csv", "id,,x\n1,2,3\n");

        assertThat(read("nam,e\n1,2\n", "record.key.columns", "id"))
                .containsExactlyInAnyOrder(
                        "! a.csv:1 there is no column id, which is part of the key",
                        "! b.csv:1 the header has a column twice",
                        "! c.csv:1 the header has a column without a name");
    }

    @Test
    void emptyFieldsAreNullAndEmptyQuotesAreText() {
        assertThat(read("id,name,x\n1,,\"\"\n2,NULL,\"NULL\"\n", "csv.null.value", "NULL"))
                .containsExactly("1|null|", "2|null|NULL");
    }

    @Test
    void escapesSkippedLinesAndOtherSeparatorsAreUnderstood() {
        assertThat(read(
                        "made by \"x\nid;name\n1;\"a\\\"; \\\\\"\n",
                        "csv.escape.char",
                        "\\",
                        "csv.separator.char",
                        "59",
                        "csv.skip.lines",
                        "1"))
                .containsExactly("1|a\"; \\");
    }

    @Test
    void readsGzipWithSeveralMembersAndZipWithSeveralFiles() throws IOException {
        var gzip = new ByteArrayOutputStream();
        gzip.writeBytes(gzip("id,name\n1,a\n"));
        gzip.writeBytes(gzip("2,b\n"));
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("folder/"));
            zip.putNextEntry(new ZipEntry("folder/x.csv"));
            zip.write("id,name\n3,c\n4,\"d".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("y.csv"));
            zip.write("name,id\ne,5\n".getBytes(StandardCharsets.UTF_8));
        }
        drop.put("b.zip", zipped.toByteArray());

        assertThat(read("a.csv.gz", gzip.toByteArray()))
                .containsExactlyInAnyOrder(
                        "1|a", "2|b", "3|c", "! b.zip:3 a quote is opened and not closed before the file ends", "e|5");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aDamagedGzipGivesWhatCanBeReadAndIsTold() throws IOException {
        var text = new StringBuilder("id,name\n");
        for (int id = 1; id <= 50_000; id++) {
            text.append(id).append(",name of ").append(id * 7919L % 100_003).append('\n');
        }
        byte[] whole = gzip(text.toString());
        byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

        List<String> read = read("a.csv.gz", half);

        assertThat(read).hasSizeGreaterThan(10_000).contains("1|name of 7919");
        assertThat(read.get(read.size() - 1)).endsWith("the packed file is damaged from here on (EOFException)");
        assertThat(drop.names("error")).containsExactly("a.csv.gz");
    }

    @Test
    void aBadLineEndsTheTaskWhenItShould() {
        drop.put("a.csv", "id,name\n1,a\n2\n3,c\n");
        var offsets = new KeptOffsets();
        try (RunningTask task = RunningTask.start(drop.configuration("behavior.on.error", "FAIL"), offsets)) {
            assertThat(RunningTask.texts(task.pollFor(1))).containsExactly("1|a");
            assertThatThrownBy(() -> task.pollFor(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessage("A bad line, input/a.csv:3: it has 1 columns in place of 2");
        }
    }
}
