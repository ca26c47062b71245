package org.fhirriver.connect.kit.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

final class UnknownKeysTest {

    private static final Set<String> KNOWN = Set.of("topic.prefix", "mode");

    @Test
    void aTypingErrorIsToldWithTheKeyThatWasMeant() {
        assertThat(found("topic.prefx")).containsExactly("The connector has no such key; did you mean topic.prefix?");
        assertThat(found("something.else")).containsExactly("The connector has no such key");
    }

    @Test
    void whatConnectOrTheConnectorReadsIsNoError() {
        for (String key :
                List.of("mode", "name", "transforms.route.type", "producer.override.acks", "connection.ssl")) {
            assertThat(found(key)).as(key).isEmpty();
        }
    }

    private static List<String> found(String key) {
        var problems = new Problems(List.of(new ConfigValue("mode")));
        UnknownKeys.find(Map.of(key, "x"), KNOWN, each -> each.startsWith("connection."), problems);
        List<String> messages = problems.config().configValues().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
        assertThat(problems.areNone()).isEqualTo(messages.isEmpty());
        return messages;
    }
}
