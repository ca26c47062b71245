package org.fhirriver.hapi.call;

import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fhirriver.hapi.RecordRejected;
import org.fhirriver.hapi.json.HapiJson;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/** The resources in an answer: one, an array of several, or those within a Bundle or Parameters. */
final class AnsweredResources {

    private static final JsonFactory JSON = new JsonFactory();

    private AnsweredResources() {}

    static List<Resource> in(byte[] body) throws RecordRejected {
        try {
            List<Resource> resources = new ArrayList<>();
            for (byte[] object : objects(body)) {
                resources.addAll(unwrapped(HapiJson.read(object)));
            }
            return resources;
        } catch (IOException e) {
            throw new RecordRejected("The mapping server answered with what is not JSON");
        } catch (DataFormatException e) {
            throw new RecordRejected("The mapping server answered with what is not a resource of FHIR R4");
        }
    }

    private static List<Resource> unwrapped(Resource resource) throws RecordRejected {
        if (resource instanceof OperationOutcome) {
            throw new RecordRejected("The mapping server answered with an OperationOutcome in place of resources");
        }
        if (resource instanceof Bundle bundle) {
            return bundle.getEntry().stream()
                    .filter(Bundle.BundleEntryComponent::hasResource)
                    .map(Bundle.BundleEntryComponent::getResource)
                    .toList();
        }
        if (resource instanceof Parameters parameters) {
            List<Resource> resources = new ArrayList<>();
            for (Parameters.ParametersParameterComponent parameter : parameters.getParameter()) {
                if (parameter.hasResource()) {
                    resources.addAll(unwrapped(parameter.getResource()));
                }
            }
            return resources;
        }
        return List.of(resource);
    }

    /** The bytes of each object, as they are: what is parsed and written again could lose digits. */
    private static List<byte[]> objects(byte[] body) throws IOException {
        List<byte[]> objects = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    objects.add(Arrays.copyOfRange(
                            body, start, (int) parser.currentLocation().getByteOffset()));
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    throw new IOException("Neither an object nor an array of objects");
                }
            }
        }
        return objects;
    }
}
