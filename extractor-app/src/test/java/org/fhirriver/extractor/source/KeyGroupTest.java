package org.fhirriver.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fhirriver.mapping.record.ColumnNames;
import org.fhirriver.mapping.record.RowValues;
import org.junit.jupiter.api.Test;

final class KeyGroupTest {

    @Test
    void holdsTogetherWhatSomeDatabasesTakeForEqual() {
        KeyGroup group = new KeyGroup(row("Müller", 1));

        assertThat(group.takes(row("muller ", 2))).isTrue();
        assertThat(group.takes(row("Miller", 3))).isFalse();
    }

    @Test
    void knowsARowThatComesAgainAmongOthers() {
        KeyGroup group = new KeyGroup(row("a", 1));
        group.add(row("A", 2));
        group.add(row("a", 1));

        assertThat(group.rows()).extracting(row -> row.key().get(0)).containsExactly("a", "A");
        assertThat(group.doubtful()).isEmpty();
        assertThat(group.last().key()).containsExactly("a");
    }

    @Test
    void doubtsEveryRowOfAKeyOnceTwoOfThemDiffer() {
        KeyGroup group = new KeyGroup(row("a", 1));
        group.add(row("A", 2));
        group.add(row("a", 3));
        group.add(row("a", 4));

        assertThat(group.rows()).extracting(row -> row.key().get(0)).containsExactly("A");
        assertThat(group.doubtful()).hasSize(3);
    }

    private static Row row(String key, int value) {
        return new Row(new RowValues(ColumnNames.of(List.of("k", "v")), new Object[] {key, value}), List.of(key), 1);
    }
}
