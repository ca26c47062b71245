package org.fhirriver.extractor.api;

import io.javalin.http.Context;

/** Addresses within the API. */
final class Links {

    private Links() {}

    /** The address of a path as the client reaches this server. */
    static String absolute(Context ctx, String path) {
        return ctx.scheme() + "://" + ctx.host() + path;
    }
}
