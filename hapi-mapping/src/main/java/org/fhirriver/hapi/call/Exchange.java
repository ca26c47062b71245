package org.fhirriver.hapi.call;

import ca.uhn.fhir.rest.client.apache.ApacheHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import java.io.IOException;
import java.io.InputStream;

/** One request and its answer. */
final class Exchange {

    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final ApacheHttpRequest request;

    Exchange(ApacheHttpRequest request) {
        this.request = request;
    }

    /**
     * What a server answered.
     *
     * @param status the status of HTTP
     * @param body what it sent; empty where it sent nothing
     * @param whole whether that is all of it; the rest of a very large answer is not read
     */
    record Answer(int status, byte[] body, boolean whole) {}

    /** Sends the request and waits for all of the answer. */
    Answer execute() throws IOException {
        IHttpResponse response = request.execute();
        try (InputStream body = response.readEntity()) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST_ANSWER);
            return new Answer(response.getStatus(), bytes, body == null || body.read() < 0);
        } finally {
            response.close();
        }
    }

    /** Ends an exchange that takes too long, wherever it hangs. */
    void abort() {
        request.getApacheRequest().abort();
    }
}
