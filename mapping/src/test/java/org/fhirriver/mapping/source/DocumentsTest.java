package org.fhirriver.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentsTest {

    private final Problems problems = new Problems();

    @Test
    void readsYamlAsVersionOnePointTwo() {
        Map<?, ?> values = (Map<?, ?>) yaml("""
                a: no
                b: on
                c: true
                d: 12
                e: 0.10
                f: 00123
                g: "1"
                h: ~
                i: 123456789012345678901234567890
                j: 2150-01-01
                k: 1_000
                l: 12:30:00
                m: -5
                n: +1.5e3
                """).plain();

        assertThat(values.get("a")).isEqualTo("no");
        assertThat(values.get("b")).isEqualTo("on");
        assertThat(values.get("c")).isEqualTo(true);
        assertThat(values.get("d")).isEqualTo(12L);
        assertThat(values.get("e")).isEqualTo(new BigDecimal("0.10"));
        assertThat(values.get("f")).isEqualTo("00123");
        assertThat(values.get("g")).isEqualTo("1");
        assertThat(values.get("h")).isNull();
        assertThat(values.get("i")).isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(values.get("j")).isEqualTo("2150-01-01");
        assertThat(values.get("k")).isEqualTo("1_000");
        assertThat(values.get("l")).isEqualTo("12:30:00");
        assertThat(values.get("m")).isEqualTo(-5L);
        assertThat(values.get("n")).isEqualTo(new BigDecimal("1.5e3"));
    }

    @Test
    void knowsWhereKeysAndValuesStand() {
        LocatedMap map = (LocatedMap) yaml("name: x\nresources:\n  - when: a.b\n    list: [1, two]\n");

        LocatedMap.Entry resources = map.entry("resources").orElseThrow();
        LocatedMap first =
                (LocatedMap) ((LocatedList) resources.value()).items().get(0);
        LocatedList list = (LocatedList) first.get("list").orElseThrow();

        assertThat(map.get("name").orElseThrow().position()).isEqualTo(new Position("f.yaml", 1, 7));
        assertThat(resources.key().position()).isEqualTo(new Position("f.yaml", 2, 1));
        assertThat(first.position()).isEqualTo(new Position("f.yaml", 3, 5));
        assertThat(list.items().get(1).position()).hasToString("f.yaml:4:15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k: abc Xyz\n",
                "k: \"abc X\"\n",
                "k: \"a\\tb\\u00e9 \\\"X\"\n",
                "k: \"\\U0001F600 X\"\n",
                "k: 'it''s X'\n",
                "k: 'folded\n\n    twice\n    X'\n",
                "k: plain\n  folded X\n",
                "k: \"escaped \\\n   break X\"\n",
                "k: |\n  one\n  two X\n",
                "k: |-\n\n  one\n    indented\n  two X",
                "k: >-\n  {{\n    a\n    X\n  }}\n",
                "k: >\n  a\n\n  b\n   X\n",
                "# é\nk: |\n   X\n",
                "k: é\uD83D\uDE00 X\n",
                "k: |\r\n  one\r\n  two X\r\n",
            })
    void mapsAnOffsetOfTheTextToTheFile(String yaml) {
        LocatedScalar scalar =
                (LocatedScalar) ((LocatedMap) yaml(yaml)).get("k").orElseThrow();

        Position found = scalar.at(scalar.text().indexOf('X'));

        String before = yaml.substring(0, yaml.indexOf('X'));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        String lastLine = before.substring(before.lastIndexOf('\n') + 1);
        assertThat(found).isEqualTo(new Position("f.yaml", line, lastLine.codePointCount(0, lastLine.length()) + 1));
    }

    @Test
    void reportsEveryDuplicateKey() {
        yaml("a: 1\nb: {c: 1, c: 2}\na: 3\n");

        assertThat(messages())
                .containsExactly(
                        "f.yaml:2:11: 'c' stands here a second time, first in line 2",
                        "f.yaml:3:1: 'a' stands here a second time, first in line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 2",
                "a: b: c",
                "\tkey: 1",
                "a: \"unclosed",
                "--- 1\n--- 2",
                "",
                "# only a comment",
                "*nowhere",
                "a: &x [*x]",
                "a: \u0001",
                "%YAML 9.9\n---\n",
                "'k",
                "{{ a }}",
                "a: {{ b }}",
                "? [1]\n: 2",
            })
    void badYamlIsAProblemAndNeverAnException(String yaml) {
        Documents.yaml("f.yaml", yaml, problems);

        assertThat(problems.all())
                .hasSize(1)
                .allSatisfy(p -> assertThat(p.message()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1~b: [1, 2~c: 3|2",
                "a: 1~b: {c: 1~d: 2|2",
                "a: 1~b: \"never closed~c: 2|2",
                "a: [~  {b: 1}~  {c: 2}~]|3",
                "a: 1~ b: 2~c: 3|2",
                "a: [1, 2]]~b: 1|1",
            })
    void showsWhatIsNeverClosedWhereItOpens(String yaml, int line) {
        Documents.yaml("f.yaml", yaml.replace('~', '\n'), problems);

        assertThat(problems.all())
                .singleElement()
                .satisfies(p -> assertThat(p.line()).isEqualTo(line));
    }

    @Test
    void limitsDepthAndTheExpansionOfAliases() {
        Documents.yaml("f.yaml", "[".repeat(100_000), problems);
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a%d: &a%d [%s]\n"
                    .formatted(
                            i,
                            i,
                            String.join(
                                    ",",
                                    Arrays.asList(("*a" + (i - 1) + " ")
                                            .repeat(10)
                                            .trim()
                                            .split(" ")))));
        }
        Documents.yaml("laughs.yaml", laughs.toString(), problems);

        assertThat(messages()).hasSize(2);
        assertThat(messages().get(0)).contains("nested more than 200 levels");
        assertThat(messages().get(1)).contains("more than 500000 values");
    }

    @Test
    void sharesWhatAnAliasStandsFor() {
        Map<?, ?> values = (Map<?, ?>) yaml("a: &x {b: 1}\nc: *x\n").plain();

        assertThat(values.get("c")).isEqualTo(Map.of("b", 1L));
    }

    @Test
    void readsJsonWithPositions() {
        LocatedMap map = (LocatedMap)
                Documents.json("m.json", "{\n\t\"a\": [true, 1.50, null],\n\t\"b\": \"x\\ny\", \"b\": 1}", problems)
                        .orElseThrow();

        LocatedList a = (LocatedList) map.get("a").orElseThrow();
        LocatedScalar b = (LocatedScalar) map.get("b").orElseThrow();
        assertThat(a.plain()).isEqualTo(Arrays.asList(true, new BigDecimal("1.50"), null));
        assertThat(a.items().get(1).position()).hasToString("m.json:2:14");
        assertThat(b.at(2)).hasToString("m.json:3:11");
        assertThat(messages()).containsExactly("m.json:3:15: 'b' stands here a second time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":}", "[1] 2", "nul", "{\"a\" 1}"})
    void badJsonIsAProblem(String json) {
        assertThat(Documents.json("m.json", json, problems)).isEmpty();
        assertThat(problems.size()).isEqualTo(1);
    }

    @Test
    void namesFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});

        assertThat(Documents.read(latin, problems)).isEmpty();
        assertThat(Documents.read(folder.resolve("none.yaml"), problems)).isEmpty();
        assertThat(messages())
                .containsExactly(
                        latin + ":1:1: The file is not in UTF-8", folder + "/none.yaml:1:1: There is no such file");
    }

    private Located yaml(String text) {
        return Documents.yaml("f.yaml", text, problems).orElseThrow();
    }

    private List<String> messages() {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
