package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.fhirpath.Records.failure;
import static org.fhirriver.fhirpath.Records.result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CollectionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "a.count() => 4",
                "a.distinct() => 1, 2, 3",
                "a.isDistinct() => false",
                "a.first() => 1",
                "a.last() => 3",
                "a.tail() => 2, 2, 3",
                "a.skip(2) => 2, 3",
                "a.skip(-1).count() => 4",
                "a.take(2) => 1, 2",
                "a.take(0) => {}",
                "a[3] => 3",
                "a[4] => {}",
                "a[-1] => {}",
                "a.where($this > 1) => 2, 2, 3",
                "a.select($this * $this) => 1, 4, 4, 9",
                "a.select($index) => 0, 1, 2, 3",
                "a.where($index mod 2 = 0) => 1, 2",
                "a.exists($this > 2) => true",
                "a.all($this > 0) => true",
                "{}.all(false) => true",
                "a.aggregate($this + $total, 0) => 8",
                "a.aggregate(iif($total.empty(), $this, iif($this > $total, $this, $total))) => 3",
                "a.union(4) => 1, 2, 3, 4",
                "a.combine(4).count() => 5",
                "a.intersect(2 | 3 | 4) => 2, 3",
                "a.exclude(2) => 1, 3",
                "(1 | 2).subsetOf(a) => true",
                "a.supersetOf(2 | 5) => false",
                "2 in a => true",
                "a contains 5 => false",
                "{} in a => {}",
                "1 in {} => false",
                "a.sort(-$this) => 3, 2, 2, 1",
                "a.sort($this desc).first() => 3",
                "('b' | 'a').sort() => 'a', 'b'",
                "(1 | 2) = (1 | 2) => true",
                "(1 | 2) = (2 | 1) => false",
                "(1 | 2) ~ (2 | 1) => true",
                "{} = {} => {}",
                "{} ~ {} => true",
                "(true | false).anyTrue() => true",
                "(true | false).allTrue() => false",
                "{}.allFalse() => true",
                "{}.anyFalse() => false",
                "tree.repeat(sub).name => 'b', 'd', 'c'",
                "tree.descendants().name => 'b', 'd', 'c'",
                "tree.children().count() => 3",
            })
    void goesThroughItems(String expression, String expected) {
        String record = """
                {'a': [1, 2, 2, 3], 'tree': {'name': 'a', 'sub': [{'name': 'b', 'sub': {'name': 'c'}}, {'name': 'd'}]}}""";

        assertThat(result(expression, record)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "true and {}, {}",
                "false and {}, false",
                "true or {}, true",
                "{} or false, {}",
                "true xor {}, {}",
                "{} implies true, true",
                "{} implies false, {}",
                "false implies {}, true",
                "{}.not(), {}",
                "0.not(), false",
                "'x' and true, true",
            })
    void reasonsWithThreeValues(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @Test
    void sortsDatesThatAreKnownToDifferentParts() {
        assertThat(result("('2020-02' | '2020-01-31' | '2020-01-31T10:00:00Z' | '2020').select(toDateTime()).sort()"))
                .isEqualTo("@2020, @2020-01-31, @2020-01-31T10:00:00Z, @2020-02");
        assertThat(failure("(1 'mg' | 1 'cm').sort()", "{}"))
                .isEqualTo("1:19: Quantities in units that do not convert into each other have no order");
    }

    @Test
    void evaluatesOnlyTheChosenBranch() {
        assertThat(result("iif(a = 1, 'one', a.single())", "{'a': 1}")).isEqualTo("'one'");
        assertThat(result("iif(a.count() > 1, 'many', a.single())", "{'a': [1, 2]}"))
                .isEqualTo("'many'");
        assertThat(result("iif({}, 1)")).isEqualTo("{}");
    }

    @Test
    void refusesSeveralItemsWhereOneBelongs() {
        assertThat(failure("a.single()", "{'a': [1, 2]}"))
                .isEqualTo("1:3: The input of single() must be a single item, not 2");
        assertThat(failure("a and true", "{'a': [1, 2]}")).isEqualTo("1:3: A Boolean is expected, not 2 items");
        assertThat(failure("a in a", "{'a': [1, 2]}"))
                .isEqualTo("1:3: What stands before 'in' must be a single item, not 2");
        assertThat(failure("a < 1", "{'a': [1, 2]}")).isEqualTo("1:3: What is compared must be a single item, not 2");
        assertThat(failure("iif('x', 1)", "{}")).isEqualTo("1:1: The criterion of iif() must be a Boolean, not String");
        assertThat(failure("a.allTrue()", "{'a': [true, 1]}")).isEqualTo("1:3: allTrue() is for Booleans");
        assertThat(failure("$index", "{}"))
                .isEqualTo("1:1: $index is only known within a function that goes through items");
    }

    @Test
    void findsEqualItemsOfDifferentTypesInLargeCollections() {
        String numbers = "(1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14)";

        assertThat(result(numbers + ".combine(1.0 | 'x' | @2012).combine(2 | 'x').distinct().count()"))
                .isEqualTo("16");
    }
}
