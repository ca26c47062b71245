package org.fhirriver.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.List;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;

final class IndexKeyTypeTest {

    private static final String UUID = "0f9a2b3c-4d5e-5f60-8000-ffffffffffff";

    private final IndexKeyType type = new IndexKeyType();

    @Test
    void bringsKeysBackAsTheyAre() {
        for (Object key : List.of(
                UUID,
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "00000000-0000-0000-0000-000000000000",
                "0F9A2B3C-4D5E-5F60-8000-FFFFFFFFFFFF",
                "0f9a2b3c-4d5e-5f60-8000-fffffffffffg",
                "0f9a2b3c+4d5e-5f60-8000-ffffffffffff",
                "",
                "Ä/7",
                new KeyValue(7.0),
                new KeyValue("a", 1.0))) {
            assertThat(type.read(written(key).flip())).isEqualTo(key);
        }
    }

    @Test
    void writesAUuidAsItsBytes() {
        assertThat(written(UUID).position()).isEqualTo(17);
    }

    @Test
    void putsTextsFirstAndInTheirOrder() {
        assertThat(type.compare("a", "b")).isNegative();
        assertThat(type.compare(UUID, "0f")).isPositive();
        assertThat(type.compare("z", new KeyValue(1.0))).isNegative();
        assertThat(type.compare(new KeyValue(1.0), "z")).isPositive();
        assertThat(type.compare(new KeyValue(1.0), new KeyValue(1.0))).isZero();
        assertThat(type.compare(new KeyValue("a", "b"), new KeyValue("a", "c"))).isNegative();
    }

    private ByteBuffer written(Object key) {
        var buffer = new WriteBuffer();
        type.write(buffer, key);
        return buffer.getBuffer();
    }
}
