package org.fhirriver.extractor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeyHashesTest {

    @Test
    void hasWhatWasAddedAndNothingElse() {
        KeyHashes hashes = new KeyHashes();

        IntStream.range(0, 200_000).forEach(key -> hashes.add(KeyHashes.hash("key-" + key)));
        IntStream.range(0, 200_000).forEach(key -> hashes.add(KeyHashes.hash("key-" + key)));

        assertThat(hashes.size()).isEqualTo(200_000);
        assertThat(IntStream.range(0, 200_000).allMatch(key -> hashes.contains(KeyHashes.hash("key-" + key))))
                .isTrue();
        assertThat(IntStream.range(200_000, 400_000).anyMatch(key -> hashes.contains(KeyHashes.hash("key-" + key))))
                .isFalse();
    }
}
