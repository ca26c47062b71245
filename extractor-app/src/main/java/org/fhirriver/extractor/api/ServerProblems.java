package org.fhirriver.extractor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes as problems what ends a request before a route sees it. */
final class ServerProblems extends ErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(ServerProblems.class);

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, problem(code), callback);
    }

    /** The answer to a request that ended in the middle of a route. */
    static void write(HttpServletResponse response, int code) {
        response.setStatus(code);
        response.setContentType(Problem.MEDIA_TYPE);
        try {
            response.getOutputStream().write(problem(code).array());
        } catch (IOException e) {
            log.debug("Whoever asked is gone");
        }
    }

    private static ByteBuffer problem(int code) {
        String json = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}"
                .formatted(HttpStatus.getMessage(code), code);
        return ByteBuffer.wrap(json.getBytes(UTF_8));
    }
}
