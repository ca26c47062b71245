package org.fhirriver.transformer.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.fhirriver.messages.ResourceKey;
import org.junit.jupiter.api.Test;

final class OutputTableTest {

    private final OutputTable table = new OutputTable();

    @Test
    void givesBackIdsOfEveryKind() {
        List<ResourceKey> resources = List.of(
                new ResourceKey("Patient", "6f1c9d6e-0c0a-5d43-9a53-3f3b8d0c7a11"),
                new ResourceKey("Observation", "6F1C9D6E-0C0A-5D43-9A53-3F3B8D0C7A11"),
                new ResourceKey("Patient", "A.b-1"),
                new ResourceKey("Basic", "x".repeat(64)));

        table.put("[\"ä\",\"1\"]", resources);

        assertThat(table.get("[\"ä\",\"1\"]")).isEqualTo(resources);
        assertThat(table.get("1")).isEmpty();
    }

    @Test
    void isLikeAMapWhateverIsDoneToIt() {
        Random random = new Random(7);
        Map<String, List<ResourceKey>> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String key = Integer.toString(random.nextInt(5_000));
            List<ResourceKey> resources = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                resources.add(new ResourceKey("Type" + n, new UUID(random.nextLong(), random.nextLong()).toString()));
            }
            table.put(key, resources);
            if (resources.isEmpty()) {
                expected.remove(key);
            } else {
                expected.put(key, resources);
            }
        }

        assertThat(table.size()).isEqualTo(expected.size());
        for (int key = 0; key < 5_000; key++) {
            assertThat(table.get(Integer.toString(key)))
                    .isEqualTo(expected.getOrDefault(Integer.toString(key), List.of()));
        }
    }
}
