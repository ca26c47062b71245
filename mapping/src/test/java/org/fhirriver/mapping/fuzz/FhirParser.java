package org.fhirriver.mapping.fuzz;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Two judges of what comes out: a JSON parser and HAPI's, both strict. */
final class FhirParser {

    private final IParser hapi = FhirContext.forR4Cached().newJsonParser();
    private final ObjectMapper json = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    FhirParser() {
        hapi.setParserErrorHandler(new StrictErrorHandler());
    }

    /** Parses a resource, or fails with its text. */
    IBaseResource parse(byte[] resource) {
        String text = new String(resource, StandardCharsets.UTF_8);
        try {
            json.readTree(resource);
            return hapi.parseResource(text);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
