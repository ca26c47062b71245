package org.fhirriver.loader.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.bson.RawBsonDocument;
import org.fhirriver.loader.export.FhirJson;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.ResourceKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DocumentWriterTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void keepsTheResourceAndAddsWhatTheStoreKnows() throws InvalidResource {
        RawBsonDocument document = write("""
                {"resourceType":"Observation","id":"17","meta":{"profile":["p"],"versionId":"99"},
                 "valueQuantity":{"value":0.10},"component":[{"valueInteger":5}]}""");

        assertThat(document.toJson()).isEqualTo("""
                {"_id": "17", "resourceType": "Observation", "id": "17", "meta": {"versionId": "3", \
                "lastUpdated": "2026-01-31T12:00:00.000Z", "profile": ["p"]}, "valueQuantity": {"value": \
                {"$numberDecimal": "0.10"}}, "component": [{"valueInteger": 5}], "_river": {"topic": \
                "fhir.Observation", "partition": 1, "offset": 7, "pipeline": "labs", "key": "1", "batch": "b", \
                "origin": {"topic": "labs", "partition": 0, "offset": 4}, "hash": "h"}}""");
    }

    @ParameterizedTest
    @CsvSource({
        "0.10",
        "1.0",
        "100",
        "-0.0",
        "3.14159265358979323846264338327950",
        "9007199254740993",
        "99999999999999999999"
    })
    void keepsEveryDigitOfANumberOnItsWayInAndOut(String digits) throws InvalidResource, IOException {
        String json = "{\"resourceType\":\"Observation\",\"id\":\"17\",\"valueQuantity\":{\"value\":" + digits + "}}";

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FhirJson(out).write(write(json));

        assertThat(out.toString(UTF_8)).endsWith("\"value\":" + digits.replace("-0.0", "0.0") + "}}");
    }

    @Test
    void addsMetaWhereTheResourceHasNone() throws InvalidResource {
        RawBsonDocument document = write("{\"resourceType\":\"Observation\",\"id\":\"17\"}");

        assertThat(document.getDocument("meta").getString("versionId").getValue())
                .isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|the message is not a JSON object",
                "{\"resourceType\":\"Observation\"|the message is not well-formed JSON",
                "{\"resourceType\":\"Observation\",\"id\":\"17\"} x|the message is not well-formed JSON",
                "{\"resourceType\":\"Observation\",\"id\":\"17\"} 1|there is something behind the JSON object",
                "{\"resourceType\":\"Patient\",\"id\":\"17\"}|resourceType or id are not those of the message's key",
                "{\"resourceType\":\"Observation\"}|resourceType or id are not those of the message's key",
                "{\"resourceType\":\"Observation\",\"id\":\"17\",\"_river\":{}}|a resource has no element _river",
                "{\"resourceType\":\"Observation\",\"id\":\"17\",\"v\":1.23456789012345678901234567890123456}|more than the 34",
            })
    void refusesWhatIsNoResourceAndSaysWhy(String json, String reason) {
        assertThatThrownBy(() -> write(json))
                .isInstanceOf(InvalidResource.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String json =
                "{\"resourceType\":\"Observation\",\"id\":\"17\",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";

        assertThatThrownBy(() -> write(json)).hasMessageContaining("nested deeper than 98 levels");
    }

    private static RawBsonDocument write(String json) throws InvalidResource {
        byte[] bytes = json.getBytes(UTF_8);
        ResourceState state = new ResourceState(
                new ResourceKey("Observation", "17"),
                bytes,
                new Origin("fhir.Observation", 1, 7),
                new ResourceState.Source("labs", "1", "b", "labs-0@4"),
                false);
        return DocumentWriter.write(state, bytes, 3, NOW, "h");
    }
}
