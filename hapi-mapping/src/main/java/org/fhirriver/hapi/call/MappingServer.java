package org.fhirriver.hapi.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.client.apache.ApacheHttpRequest;
import ca.uhn.fhir.rest.client.apache.ApacheRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.IHttpClient;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fhirriver.hapi.json.HapiJson;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.mapping.pipeline.OtherMapping;
import org.fhirriver.mapping.record.RecordReader;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of a mapping call.
 *
 * <p>A plain endpoint is sent the record as JSON. A FHIR server is asked for {@code StructureMap/$transform}: its
 * parameter {@code source} names the map, {@code content} is a Binary that holds the record as JSON.
 */
final class MappingServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MappingServer.class);
    private static final String JSON = "application/json";
    private static final String FHIR_JSON = "application/fhir+json";

    private final OtherMapping.Call call;
    private final ApacheRestfulClientFactory clients;

    MappingServer(OtherMapping.Call call) {
        this.call = call;
        FhirContext context = HapiJson.context();
        clients = new ApacheRestfulClientFactory(context);
        int millis = Math.toIntExact(call.timeout().toMillis());
        clients.setConnectTimeout(millis);
        clients.setConnectionRequestTimeout(millis);
        clients.setSocketTimeout(millis);
        clients.setPoolMaxTotal(call.concurrency());
        clients.setPoolMaxPerRoute(call.concurrency());
    }

    /** Prepares the request for a record. */
    Exchange exchange(Incoming record) {
        byte[] json = RecordReader.json(record.values());
        Optional<String> structureMap = call.structureMap();
        StringBuilder url = new StringBuilder(call.url().toString());
        structureMap.ifPresent(
                map -> url.append(url.toString().endsWith("/") ? "" : "/").append("StructureMap/$transform"));
        String body = structureMap.map(map -> transform(map, json)).orElseGet(() -> new String(json, UTF_8));
        IHttpClient client = clients.getHttpClient(url, null, null, RequestTypeEnum.POST, List.of());
        IHttpRequest request = client.createByteRequest(
                HapiJson.context(), body, structureMap.isPresent() ? FHIR_JSON : JSON, EncodingEnum.JSON);
        request.addHeader("Accept", FHIR_JSON + ", " + JSON);
        request.addHeader("River-Pipeline", record.about().pipeline());
        request.addHeader("River-Extracted-At", record.about().extractedAt().toString());
        call.headers().forEach(request::addHeader);
        if (request instanceof ApacheHttpRequest apache) {
            return new Exchange(apache);
        }
        throw new IllegalStateException("The factory of Apache's client makes its requests");
    }

    @Override
    public void close() {
        if (clients.getNativeHttpClient() instanceof Closeable client) {
            try {
                client.close();
            } catch (IOException e) {
                log.debug("Connections to a mapping server were not closed", e);
            }
        }
    }

    private static String transform(String structureMap, byte[] record) {
        Binary content = new Binary();
        content.setContentType(JSON);
        content.setData(record);
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("source").setValue(new UriType(structureMap));
        parameters.addParameter().setName("content").setResource(content);
        return new String(HapiJson.write(parameters), UTF_8);
    }
}
