package org.fhirriver.hapi.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/** Reads and writes resources of R4 as JSON. Safe for use by several threads. */
public final class HapiJson {

    /** A resource with the most usual types of elements. */
    private static final String USUAL = """
            {"resourceType": "Encounter", "id": "1", "meta": {"versionId": "1"}, "identifier": [{"value": "1"}],
            "status": "finished", "class": {"code": "AMB"}, "type": [{"coding": [{"code": "1"}], "text": "1"}],
            "subject": {"reference": "Patient/1"}, "period": {"start": "2020-01-01"},
            "length": {"value": 1, "unit": "d"}, "extension": [{"url": "https://a.example/b", "valueString": "1"}]}
            """;

    /** Costs a second to make, so all share one. */
    private static final FhirContext R4 = r4();

    private HapiJson() {}

    /** HAPI's definitions of R4. */
    public static FhirContext context() {
        return R4;
    }

    /**
     * Reads and writes a resource, so that the first one of a record does not wait until HAPI has looked through its
     * classes, which takes seconds on a busy machine.
     */
    public static void warmUp() {
        write(read(USUAL.getBytes(UTF_8)));
    }

    /**
     * Reads a resource.
     *
     * @throws DataFormatException when it is none of R4; its message may hold values and is never to be passed on
     */
    public static Resource read(byte[] json) {
        IBaseResource resource = parser().parseResource(new String(json, UTF_8));
        if (resource instanceof Resource r4) {
            return r4;
        }
        throw new IllegalStateException("A parser of R4 makes resources of R4");
    }

    /** Writes a resource on one line. */
    public static byte[] write(Resource resource) {
        return parser().encodeResourceToString(resource).getBytes(UTF_8);
    }

    private static IParser parser() {
        return R4.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }

    private static FhirContext r4() {
        FhirContext context = FhirContext.forR4();
        // What is wrong is said by the validator; HAPI would log it with its value.
        context.setParserErrorHandler(new LenientErrorHandler(false));
        context.getParserOptions().setStripVersionsFromReferences(false);
        context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
        return context;
    }
}
