package org.fhirriver.mapping.fpml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.Test;

final class FpmlTest {

    private static final Map<String, Object> VISIT =
            Map.of("ward", "A1", "beds", List.of(Map.of("no", 1), Map.of("no", 2), Map.of("no", 3)));

    @Test
    void takesTheFirstItemOrAll() {
        assertThat(apply("x: '{{ beds.no }}'")).isEqualTo(Map.of("x", 1));
        assertThat(apply("x: '{[ beds.no ]}'")).isEqualTo(Map.of("x", List.of(1, 2, 3)));
        assertThat(apply("x: '{[ ward ]}'")).isEqualTo(Map.of("x", List.of("A1")));
        assertThat(apply("'{{ beds }}'")).isEqualTo(Map.of("no", 1));
    }

    @Test
    void dropsWhatIsEmpty() {
        assertThat(apply("x: '{{ none }}'")).isNull();
        assertThat(apply("{a: [[], ['{{ none }}', {}]], b: {c: {}}, d: 1}")).isEqualTo(Map.of("d", 1L));
        assertThat(apply("[[1, 2], [3, ['{[ beds.no ]}']]]"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(6);
    }

    @Test
    void keepsNullsThatAreMeant() {
        Map<String, Object> expected = new HashMap<>();
        expected.put("x", null);

        assertThat(apply("x: '{{+ none +}}'")).isEqualTo(expected);
        assertThat(apply("x: 'bed {{+ none +}}'")).isEqualTo(expected);
        assertThat(apply("x: null")).isEqualTo(expected);
        assertThat(apply("['{{+ none +}}', 'a']"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(null, "a");
    }

    @Test
    void joinsTextUnlessAPartIsEmpty() {
        assertThat(apply("x: '/{{ beds[0].no }}/{{ ward }}'")).isEqualTo(Map.of("x", "/1/A1"));
        assertThat(apply("x: '/{{ none }}/{{ ward }}'")).isNull();
        assertThat(apply("x: \"{{ 'a}}b' }}-{{ {} }}\"")).isNull();
        assertThat(apply("x: \"{{ 'a}}b' }}-\"")).isEqualTo(Map.of("x", "a}}b-"));
    }

    @Test
    void neverReadsDataAsATemplate() {
        assertThat(apply("x: '{{ %evil }}'", Map.of("evil", "{{ ward }}"))).isEqualTo(Map.of("x", "{{ ward }}"));
    }

    @Test
    void choosesABranch() {
        String template = "{x: {\"{% if ward = 'A1' %}\": yes, '{% else %}': no}}";

        assertThat(apply(template)).isEqualTo(Map.of("x", "yes"));
        assertThat(apply(template.replace("= 'A1'", "= 'B1'"))).isEqualTo(Map.of("x", "no"));
        assertThat(apply("{x: {'{% if none %}': yes}}")).isNull();
        assertThat(apply("{x: {'{% if ward %}': yes}}")).isEqualTo(Map.of("x", "yes"));
    }

    @Test
    void mergesABranchIntoItsSurroundings() {
        assertThat(apply("{a: x, '{% if ward.exists() %}': {b: y, a: z}}")).isEqualTo(Map.of("a", "z", "b", "y"));
        assertThat(apply("{a: x, '{% if ward.exists() %}': null}")).isEqualTo(Map.of("a", "x"));
    }

    @Test
    void loopsOverItems() {
        assertThat(apply("{'{% for i, b in beds %}': {place: '{{ %i }}', ward: '{{ ward }}'}}"))
                .isEqualTo(List.of(
                        Map.of("place", 0, "ward", "A1"),
                        Map.of("place", 1, "ward", "A1"),
                        Map.of("place", 2, "ward", "A1")));
        assertThat(apply("['{{ ward }}', {'{% for b in beds %}': '{{ %b.no }}'}]"))
                .isEqualTo(List.of("A1", 1, 2, 3));
    }

    @Test
    void refocusesOnTheItemsOfAContextBlock() {
        assertThat(apply("beds: {'{{ beds }}': {no: '{{ no }}', ward: '{{ %context.ward }}'}}"))
                .isEqualTo(Map.of(
                        "beds",
                        List.of(
                                Map.of("no", 1, "ward", "A1"),
                                Map.of("no", 2, "ward", "A1"),
                                Map.of("no", 3, "ward", "A1"))));
    }

    @Test
    void assignsNamesThatHoldBelow() {
        assertThat(
                        apply(
                                "{'{% assign %}': [{a: 100}, {b: '{{ %a + 1 }}'}], x: '{{ %b }}', y: {'{% assign %}': {a: 5}, z: '{{ %a }}'}, w: '{{ %a }}'}"))
                .hasToString("{x=101, y={z=5}, w=100}");
        assertThat(apply("{'{% assign %}': [{a: '{{ none }}'}], x: '{{ %a }}'}"))
                .isNull();
        assertThat(apply("{'{% assign %}': {all: '{[ beds.no ]}'}, x: '{[ %all ]}'}"))
                .isEqualTo(Map.of("x", List.of(1, 2, 3)));
    }

    @Test
    void mergesObjectsInOrder() {
        assertThat(apply("{b: '{{ ward }}', '{% merge %}': [{a: x}, null, '{{ beds }}', {a: y}]}"))
                .isEqualTo(Map.of("b", "A1", "a", "y", "no", 1));
    }

    @Test
    void findsWhatIsWrongWithDirectives() {
        assertThat(problem("{'{% else %}': 1}")).contains("no '{% if %}'");
        assertThat(problem("{'{% if a %}': 1, '{% if b %}': 2}")).contains("only one directive of this kind");
        assertThat(problem("{'{% for x in a %}': 1, b: 2}")).contains("no other key");
        assertThat(problem("{'{% for x on a %}': 1}")).contains("A loop is written");
        assertThat(problem("{'{% assign %}': {a: 1, b: 2}}")).contains("one name each");
        assertThat(problem("{'{% assign %}': 1}")).contains("one name each");
        assertThat(problem("{'{% merge %}': [1, 2]}")).contains("merges objects");
        assertThat(problem("{a: 1, '{% if true %}': [{b: 1}]}")).contains("gives an object");
        assertThat(problem("x: 'a {{ b'")).contains("never closed");
        assertThat(problem("x: 'a {[ b ]}'")).contains("cannot be part of a text");
        assertThat(problem("x: '{{ item.where(a = ''b) }}'")).startsWith("t.yaml:1:");
    }

    @Test
    void saysWhereAnExpressionFails() {
        Fpml fpml = compile("x: '{{ beds.no + 1 }}'").orElseThrow();

        assertThatThrownBy(() -> fpml.apply(VISIT, Map.of()))
                .isInstanceOfSatisfying(
                        TemplateException.class,
                        e -> assertThat(e.position().line()).isEqualTo(1));
        assertThatThrownBy(() -> apply("x: 'bed {{ beds }}'")).hasMessageContaining("cannot be part of a text");
        assertThatThrownBy(() -> apply("{'{% merge %}': '{{ ward }}'}")).hasMessageContaining("Only an object");
        assertThatThrownBy(() -> apply("x: 'bed {{ %n }}'", Map.of("n", new BigDecimal("1E+999999999"))))
                .hasMessageContaining("more than 1000 digits");
    }

    private static Object apply(String template) {
        return apply(template, Map.of());
    }

    private static Object apply(String template, Map<String, Object> context) {
        Problems found = new Problems();
        Optional<Fpml> fpml = Documents.yaml("t.yaml", template, found)
                .flatMap(source -> Fpml.compile(source, context.keySet(), FhirPath.standard(), found));
        return fpml.orElseThrow(() -> new AssertionError(found)).apply(VISIT, context);
    }

    private static Optional<Fpml> compile(String template) {
        Problems problems = new Problems();
        return Documents.yaml("t.yaml", template, problems)
                .flatMap(source -> Fpml.compile(source, Set.of(), FhirPath.standard(), problems));
    }

    private static String problem(String template) {
        Problems found = new Problems();
        Optional<Fpml> compiled = Documents.yaml("t.yaml", template, found)
                .flatMap(source -> Fpml.compile(source, Set.of(), FhirPath.standard(), found));
        assertThat(compiled).isEmpty();
        return found.toString();
    }
}
