package org.fhirriver.hapi.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.parser.DataFormatException;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HapiJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.10",
                "0.1",
                "100.00",
                "-0.50",
                "1",
                "0.1000000000000000055511151231",
                "123456789012345678901234567890.123456789",
                "0.000000000000000000010"
            })
    void keepsEveryDigitOfADecimal(String digits) {
        String json = "{\"resourceType\":\"Observation\",\"id\":\"a\",\"valueQuantity\":{\"value\":" + digits + "}}";

        byte[] written = HapiJson.write(HapiJson.read(json.getBytes(UTF_8)));

        assertThat(new String(written, UTF_8)).isEqualTo(json);
    }

    @Test
    void keepsVersionsOfReferences() {
        String json =
                "{\"resourceType\":\"Observation\",\"id\":\"a\",\"subject\":{\"reference\":\"Patient/1/_history/2\"}}";

        assertThat(HapiJson.write(HapiJson.read(json.getBytes(UTF_8))))
                .asString(UTF_8)
                .isEqualTo(json);
    }

    @Test
    void writesTextThatIsNotAscii() {
        Observation observation = new Observation();
        observation.setId("a");
        observation.getCode().setText("Größe \u2028 😀 \"\\ \u0001");

        assertThat(((Observation) HapiJson.read(HapiJson.write(observation)))
                        .getCode()
                        .getText())
                .isEqualTo("Größe \u2028 😀 \"\\ \u0001");
    }

    @Test
    void refusesElementsThatR4DoesNotHave() {
        assertThatThrownBy(() ->
                        HapiJson.read("{\"resourceType\":\"Patient\",\"nmae\":[{\"family\":\"A\"}]}".getBytes(UTF_8)))
                .isInstanceOf(DataFormatException.class);
    }
}
